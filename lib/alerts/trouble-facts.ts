import type { AlertFacts } from '@/lib/alerts/alert-facts';
import type { ToTell } from '@/lib/alerts/data';
import { TOO_LONG_MS } from '@/lib/alerts/when-to-tell';
import { explainError } from '@/lib/coupa/error-atlas';
import { unmark } from '@/lib/coupa/marked';

/** What a failure is told with: its state, its reason in words, who fixes it, and what comes next. */
export function failedFacts(row: ToTell, now: Date): AlertFacts {
  const { state, since, reason, facts, instanceUrl, dueAt, tokenEndsAt } = row;
  const context = { instanceUrl, isTokenCurrent: true, isRenewal: true };
  const { code, title, happened, fixerWords, steps } = explainError(reason ?? 'internal', facts, context);
  return {
    state,
    since: since.toISOString(),
    code,
    title,
    happened: unmark(happened),
    fixer: unmark(fixerWords),
    steps: steps.map(unmark),
    ...(dueAt && { nextTryAt: dueAt.toISOString() }),
    ...(tokenEndsAt && { tokenEndsAt: tokenEndsAt.toISOString() }),
    ...(state === 'degraded' && {
      because: now.getTime() - since.getTime() >= TOO_LONG_MS ? 'it lasts' : 'the token ends soon',
    }),
  };
}

/** What an all-clear is told with. */
export function recoveredFacts({ state, since, alertedAs, alertedAt, tokenEndsAt }: ToTell): AlertFacts {
  return {
    state,
    since: since.toISOString(),
    ...(alertedAs && { was: alertedAs }),
    ...(alertedAt && { toldAt: alertedAt.toISOString() }),
    ...(tokenEndsAt && { tokenEndsAt: tokenEndsAt.toISOString() }),
  };
}
