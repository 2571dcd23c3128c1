import { recordEventAlone } from '@/lib/audit/record';
import { listDueRefreshTokens } from '@/lib/backup/data';
import { putOnHold } from '@/lib/backup/mutations';
import { readMark, removeMark } from '@/lib/backup/restored-mark';
import { log } from '@/lib/log';
import { listKept } from '@/lib/tokens/journal-files';
import type { Keeper } from '@/lib/tokens/keep-grant';
import { versionsOf } from '@/lib/upkeep/data';
import { settleKept } from '@/lib/upkeep/settle-journal';

export interface CaughtUp {
  /** Accounts whose newest token came from the journal. */
  recovered: number;
  /** Accounts that wait for a person, because their newest token is not known. */
  held: number;
}

/**
 * At the start of a process, before anything is renewed: a database that is older than the journal was put back from a back-up.
 * Its refresh tokens may have been spent since, and a server that sees a spent one again may end the whole family, in use
 * elsewhere perhaps. So: the newest answers that the journal keeps are stored; an account whose answer is newer than the
 * database and cannot be read waits for a person; and where the journal says nothing, because it was lost as well, so do those
 * whose token was due since, unless whoever put the back-up back says that nobody used them.
 * @param dataDir where `npm run restore-backup` left its mark
 */
export async function catchUp(keeper: Keeper, dataDir: string, now: Date): Promise<CaughtUp> {
  const mark = readMark(dataDir);
  const known = await knownVersions(keeper);
  const ahead = await findAhead(keeper, known);
  if (ahead.size === 0 && !mark) return { recovered: 0, held: 0 };

  await settleKept(keeper);
  // Still ahead: the answer could not be read or stored.
  const held = [...(await findAhead(keeper, ahead)).keys()];
  const recovered = ahead.size - held.length;
  if (mark && !mark.triesTokens) {
    for await (const tokens of listDueRefreshTokens(keeper.store.db, now))
      for (const { accountId, version } of tokens)
        if ((known.get(accountId) ?? 0) < version) held.push(accountId);
  }
  await putOnHold(keeper.store, held, now);
  const facts = { count: recovered, held: held.length, ...(mark?.madeAt && { madeAt: mark.madeAt }) };
  await recordEventAlone(keeper.store, { kind: 'backup_restored', by: null, facts });
  log.warn('backup_restored', facts);
  removeMark(dataDir);
  return { recovered, held: held.length };
}

/** The newest version of each account that the journal keeps. */
async function knownVersions({ journalDirectory }: Keeper): Promise<Map<string, number>> {
  const known = new Map<string, number>();
  for await (const files of listKept(journalDirectory))
    for (const { accountId, version } of files)
      known.set(accountId, Math.max(version, known.get(accountId) ?? 0));
  return known;
}

const BATCH = 1000;

/** Those of them that are newer than what the database has. An account that it does not know at all is none: it is gone. */
async function findAhead({ store }: Keeper, known: Map<string, number>): Promise<Map<string, number>> {
  const ahead = new Map<string, number>();
  const ids = [...known.keys()];
  for (let from = 0; from < ids.length; from += BATCH) {
    for (const [accountId, stored] of await versionsOf(store, ids.slice(from, from + BATCH))) {
      const version = known.get(accountId) ?? 0;
      if (version > stored) ahead.set(accountId, version);
    }
  }
  return ahead;
}
