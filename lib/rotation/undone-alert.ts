import type { NewAlert } from '@/lib/alerts/mutations';
import { explainError } from '@/lib/coupa/error-atlas';
import { unmark } from '@/lib/coupa/marked';

/** What owner, deputy and channels are told when a new secret is not used any more without anybody having asked for that. */
export function undoneAlert(
  { id: accountId, instanceUrl }: { id: string; instanceUrl: string },
  version: number,
  at: Date,
): NewAlert {
  const { code, title, happened, fixerWords, steps } = explainError(
    'secret_not_proved',
    { reason: 'undone' },
    { instanceUrl },
  );
  return {
    accountId,
    kind: 'failed',
    onceKey: `secret-undone:${version}`,
    facts: {
      state: 'credentials_rejected',
      since: at.toISOString(),
      code,
      title,
      happened: unmark(happened),
      fixer: unmark(fixerWords),
      steps: steps.map(unmark),
    },
    at,
  };
}
