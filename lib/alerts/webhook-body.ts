import { type AlertFacts, listFact, numberFact, textFact } from '@/lib/alerts/alert-facts';
import type { AlertKind } from '@/lib/alerts/alert-kinds';
import { alertWords } from '@/lib/alerts/alert-words';
import type { OutgoingAlert } from '@/lib/alerts/outgoing';

/** What a webhook is sent, as JSON. docs/alerts.md describes it; members may be added, none will change its meaning. */
export interface WebhookBody {
  /** The same as the header `webhook-id`: once it was handled, it may be forgotten when it comes again. */
  id: string;
  kind: AlertKind;
  /** One sentence for people. */
  summary: string;
  account: { id: string; label: string; instance: string } | null;
  state: string | null;
  since: string | null;
  reason: {
    code: string;
    title: string;
    happened: string | null;
    fixer: string | null;
    steps: string[];
  } | null;
  nextTryAt: string | null;
  tokenEndsAt: string | null;
  /** Of a reminder: when the consent ends, and in how many days. */
  consent: { endsAt: string; daysLeft: number } | null;
  link: string;
  at: string;
}

export function webhookBody(alert: OutgoingAlert, appUrl: string): WebhookBody {
  const { deliveryId, kind, accountId, facts, at } = alert;
  const text = (name: string) => textFact(facts, name);
  const code = text('code');
  const endsAt = text('endsAt');
  const daysLeft = numberFact(facts, 'daysLeft');
  return {
    id: deliveryId,
    kind,
    summary: alertWords(alert).title,
    account:
      accountId === null
        ? null
        : { id: accountId, label: text('label') ?? '', instance: text('instance') ?? '' },
    state: text('state'),
    since: text('since'),
    reason: code === null ? null : reasonOf(code, facts),
    nextTryAt: text('nextTryAt'),
    tokenEndsAt: text('tokenEndsAt'),
    consent: endsAt !== null && daysLeft !== null ? { endsAt, daysLeft } : null,
    link: accountId ? `${appUrl}/accounts/${accountId}` : `${appUrl}/settings/alerts`,
    at: at.toISOString(),
  };
}

const reasonOf = (code: string, facts: AlertFacts): WebhookBody['reason'] => ({
  code,
  title: textFact(facts, 'title') ?? code,
  happened: textFact(facts, 'happened'),
  fixer: textFact(facts, 'fixer'),
  steps: listFact(facts, 'steps'),
});
