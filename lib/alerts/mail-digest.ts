import { alertWords } from '@/lib/alerts/alert-words';
import { type MailMessage, mailOf } from '@/lib/alerts/mail-message';
import type { OutgoingAlert } from '@/lib/alerts/outgoing';

/** Several alerts in one mail: a line for each, with the way to its account. */
export function mailDigest(alerts: readonly OutgoingAlert[], appUrl: string): MailMessage {
  const lines = alerts.map(({ kind, facts, accountId }) => {
    const { title } = alertWords({ kind, facts });
    return accountId ? `${title} (${appUrl}/accounts/${accountId})` : title;
  });
  return mailOf({
    id: alerts[0]?.deliveryId ?? '',
    title: titleOf(alerts),
    sentences: ['They came at the same time, so they stand in one mail. Most often they have one cause.'],
    list: { heading: 'Each of them:', items: lines },
    link: `${appUrl}/accounts?filter=needs-person`,
    appUrl,
  });
}

function titleOf(alerts: readonly OutgoingAlert[]): string {
  const isAll = (kind: OutgoingAlert['kind']) => alerts.every((alert) => alert.kind === kind);
  if (isAll('recovered')) return `${alerts.length} accounts work again`;
  if (isAll('failed')) return `${alerts.length} accounts are in trouble`;
  if (isAll('reminder')) return `${alerts.length} accounts need somebody to sign in to Coupa again soon`;
  return `${alerts.length} alerts about accounts`;
}
