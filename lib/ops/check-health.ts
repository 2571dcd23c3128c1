import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { requireRoomToWrite } from '@/lib/db/disk-room';
import { storageError } from '@/lib/db/storage-error';
import { getStore } from '@/lib/db/store';
import { AppError } from '@/lib/errors';
import { askDatabase, isAnyOverdue } from '@/lib/ops/data';
import { lastRoundAt } from '@/lib/ops/last-round';
import { ending, processWide } from '@/lib/process-wide';

/** A round is looked for every minute; three are left out before anybody is told. */
const ROUND_OVERDUE_MS = 5 * 60_000;
const RENEWAL_OVERDUE_MS = 10 * 60_000;
/** Asked by machines without a sign-in: however often, the database hears of it once a second. */
const KEPT_MS = 1000;

export interface Health {
  /** Codes of what keeps the service from serving; empty while it serves. */
  reasons: string[];
  /** Codes of what needs somebody, though requests are answered: taking the service out of the rotation would not help. */
  warnings: string[];
}

interface Asked {
  /** The data directory: the journal of token answers lies in it. */
  dataDir: string;
  areJobsOn: boolean;
}

/**
 * What an orchestrator or a load balancer asks. Only codes, because anybody may ask. The disk is looked at each time,
 * which costs microseconds, so that a full one is known at once.
 */
export async function checkHealth({ dataDir, areJobsOn }: Asked, now: Date): Promise<Health> {
  if (ending().hasBegun) return { reasons: ['stopping'], warnings: [] };
  const [database, disk] = await Promise.all([keptLookAtDatabase(now), failureOf(() => lookAtDisk(dataDir))]);
  const warnings = [...database.warnings];
  if (areJobsOn && isRoundOverdue(now)) warnings.push('renewals_not_running');
  return { reasons: [...new Set([...database.reasons, ...disk])], warnings };
}

async function lookAtDisk(dataDir: string) {
  await access(dataDir, constants.W_OK).catch((cause: unknown) => {
    throw new AppError('data_directory_unwritable', { cause, retryable: true });
  });
  requireRoomToWrite();
}

/** Kept by time since the process began: a clock that is set back must not keep an answer for hours. */
function keptLookAtDatabase(now: Date): Promise<Health> {
  const kept = processWide<{ untilMs: number; health: Promise<Health> | null }>('health', () => ({
    untilMs: 0,
    health: null,
  }));
  if (kept.health && performance.now() < kept.untilMs) return kept.health;
  kept.untilMs = performance.now() + KEPT_MS;
  kept.health = lookAtDatabase(now);
  return kept.health;
}

async function lookAtDatabase(now: Date): Promise<Health> {
  const warnings: string[] = [];
  const reasons = await failureOf(async () => {
    const store = await getStore();
    await askDatabase(store);
    if (await isAnyOverdue(store, now, RENEWAL_OVERDUE_MS)) warnings.push('renewals_overdue');
  });
  return { reasons, warnings };
}

function isRoundOverdue(now: Date): boolean {
  const since = lastRoundAt()?.getTime() ?? now.getTime() - process.uptime() * 1000;
  return now.getTime() - since > ROUND_OVERDUE_MS;
}

async function failureOf(check: () => Promise<void>): Promise<string[]> {
  try {
    await check();
    return [];
  } catch (error) {
    return [storageError(error).code];
  }
}
