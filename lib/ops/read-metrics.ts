import type { Store } from '@/lib/db/store';
import { type Figures, poolOf, readFigures } from '@/lib/ops/data';
import { lastRoundAt } from '@/lib/ops/last-round';
import { type Meters, meters } from '@/lib/ops/meters';
import { takeRequestCounts } from '@/lib/ops/request-counts';
import { processWide } from '@/lib/process-wide';
import { listOpen } from '@/lib/tokens/journal-files';
import { UPKEEP_STATES } from '@/lib/upkeep/state';

/** However many scrapers there are, the database and the journal are looked through this often. */
const KEPT_MS = 15_000;
const STATES = [...UPKEEP_STATES, 'setting_up', 'quarantined', 'deleted'];

interface Snapshot extends Figures {
  journalWaiting: number;
}
interface Kept {
  /** A clock that was set back behind it ends it, too. */
  fromMs: number;
  snapshot: Promise<Snapshot>;
}

interface Asked {
  store: Store;
  journalDirectory: string;
  version: string;
}

/** Everything in the text format of Prometheus. @throws the error of the database, which then is not kept */
export async function readMetrics(asked: Asked, now: Date): Promise<string> {
  const all = meters();
  setFigures(all, await keptSnapshot(asked, now), now);
  for (const { route, method, status, seconds, requests } of takeRequestCounts()) {
    all.httpRequests.inc({ route, method, status }, requests);
    all.httpSeconds.inc({ route }, seconds);
  }
  all.lastRound.set((lastRoundAt()?.getTime() ?? 0) / 1000);
  for (const [state, number] of Object.entries(poolOf(asked.store) ?? {}))
    all.connections.set({ state }, number);
  const { version, store } = asked;
  all.build.set({ version, node: process.version, database: store.kind }, 1);
  return all.registry.metrics();
}

function keptSnapshot(asked: Asked, now: Date): Promise<Snapshot> {
  const kept = processWide<{ last: Kept | null }>('figures', () => ({ last: null }));
  const ageMs = kept.last ? now.getTime() - kept.last.fromMs : Number.POSITIVE_INFINITY;
  if (kept.last && ageMs >= 0 && ageMs < KEPT_MS) return kept.last.snapshot;
  const snapshot = readSnapshot(asked, now);
  const made = { fromMs: now.getTime(), snapshot };
  kept.last = made;
  snapshot.catch(() => {
    if (kept.last === made) kept.last = null;
  });
  return snapshot;
}

async function readSnapshot({ store, journalDirectory }: Asked, now: Date): Promise<Snapshot> {
  const figures = await readFigures(store, now);
  return { ...figures, journalWaiting: (await listOpen(journalDirectory)).length };
}

function setFigures(all: Meters, { states, overdue, deliveries, journalWaiting }: Snapshot, now: Date) {
  // A state that nobody is in any more is 0, and not what it was.
  for (const state of STATES) all.accounts.set({ state }, 0);
  for (const { state, accounts } of states) all.accounts.set({ state }, accounts);
  all.overdue.set(overdue.accounts);
  all.oldestOverdue.set(overdue.oldestAt ? (now.getTime() - overdue.oldestAt.getTime()) / 1000 : 0);
  for (const status of ['waiting', 'given_up']) all.deliveriesWaiting.set({ status }, 0);
  for (const { status, deliveries: number } of deliveries) all.deliveriesWaiting.set({ status }, number);
  all.journalWaiting.set(journalWaiting);
}
