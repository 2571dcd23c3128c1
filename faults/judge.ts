import type { Installation, Provider } from './lab.ts';
import type { ProviderHandlers } from './provider.ts';
import type { Seen } from './worker/look.ts';

/** More than a write takes on a machine that is very busy. */
const TIME_TO_WRITE_MS = 5000;

export type Truth = ReturnType<ProviderHandlers['truthOf']>[number];

export interface Verdict {
  accountId: string;
  /** Why it counts as lost; null when it does not. */
  lost: string | null;
  /** No installation could have kept it: the provider took the old token and no whole answer came. */
  isUnavoidable: boolean;
  /** It waits for a person. */
  needsPerson: boolean;
}

/**
 * Says of each account whether a token was lost, as `upkeep.md` §3 defines it. The provider says which refresh tokens live; the
 * witness, which answers came whole; the installation, what it has.
 *
 * An answer counts as ours from the moment that a process holds all of it, unless that process was killed anywhere, before its first
 * write of it could end: no program can keep what it had no time to put down.
 */
export async function judge(
  provider: Provider,
  installation: Installation,
  seen: Seen[],
  given: ReadonlyMap<string, string>,
): Promise<Verdict[]> {
  const ours = oursOf(installation);
  const truths = await provider.ask(
    'truthOf',
    seen.map(({ accountId }) => accountId),
  );
  return seen.map((each, index) => {
    const truth = truths[index];
    if (!truth) throw new Error('The provider does not know an account');
    const had = new Map(ours.get(each.accountId));
    const first = given.get(each.accountId);
    if (first) had.set(first, 0);
    return judgeOne(each, truth, had);
  });
}

/** @param had the refresh tokens that were ever ours, and since when */
export function judgeOne(
  { accountId, state, dueAt, refreshToken: inUse, inJournal }: Seen,
  { behaviour, issued, endedByReplay }: Truth,
  had: ReadonlyMap<string, number>,
): Verdict {
  const known = new Set([inUse, ...inJournal]);
  const needsPerson = state !== 'healthy' && dueAt === null;
  const verdict = (lost: string | null, isUnavoidable = false) => ({
    accountId,
    lost,
    isUnavoidable,
    needsPerson,
  });
  // By client credentials there is nothing to lose.
  if (behaviour === null) return verdict(needsPerson ? 'a person is needed for client credentials' : null);
  const living = issued.filter(({ isTaken }) => isTaken).map(({ refreshToken }) => refreshToken);
  if (living.some((value) => known.has(value)))
    return verdict(needsPerson ? 'a person is asked although the refresh token lives' : null);
  if (living.some((value) => had.has(value)))
    return verdict('the living refresh token is neither in the database nor in the journal');
  if (endedByReplay.some(({ value, realMs }) => (had.get(value) ?? Number.POSITIVE_INFINITY) < realMs))
    return verdict('a spent refresh token was sent while the living one was ours');
  return verdict(null, true);
}

/** Refresh tokens of each account whose answers became ours, and when. */
function oursOf(installation: Installation): Map<string, Map<string, number>> {
  const lines = installation.witness();
  const ours = new Map<string, Map<string, number>>();
  lines.forEach(({ kind, pid, accountId, value, realMs }, index) => {
    if (kind !== 'got') return;
    const isWritten = lines
      .slice(index + 1)
      .some((later) => later.kind === 'wrote' && later.pid === pid && later.accountId === accountId);
    const killedMs = installation.killedAnywhere.get(pid);
    if (!isWritten && killedMs !== undefined && killedMs - realMs < TIME_TO_WRITE_MS) return;
    ours.set(accountId, (ours.get(accountId) ?? new Map()).set(value, realMs));
  });
  return ours;
}
