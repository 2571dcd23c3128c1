import { alertWords } from '@/lib/alerts/alert-words';
import type { OutgoingAlert } from '@/lib/alerts/outgoing';

export interface MailMessage {
  subject: string;
  text: string;
  html: string;
  messageId: string;
  /** Message-ID of the mail that this one takes back. */
  inReplyTo?: string;
  references?: string;
  headers: Record<string, string>;
}

interface About {
  appUrl: string;
  /** The delivery that told the same receiver of the trouble which is over now. */
  earlierDeliveryId: string | null;
}

/**
 * A mail in plain text, and the same as small HTML. The Message-ID is that of the delivery, so a mail that is sent twice is
 * shown once wherever that is looked at; RFC 3834 §5 keeps holiday notices away; an all-clear joins its alert's thread.
 */
export function mailMessage(alert: OutgoingAlert, { appUrl, earlierDeliveryId }: About): MailMessage {
  const { host, hostname } = new URL(appUrl);
  const messageIdOf = (deliveryId: string) => `<${deliveryId}@${hostname}>`;
  const earlier = earlierDeliveryId && messageIdOf(earlierDeliveryId);
  const { sentences, steps, ...words } = alertWords(alert);
  const title = oneLine(words.title);
  const link = alert.accountId ? `${appUrl}/accounts/${alert.accountId}` : `${appUrl}/settings/alerts`;
  return {
    subject: title,
    text: textOf({ title, sentences, steps, link, appUrl }),
    html: htmlOf({ title, sentences, steps, link, appUrl }),
    messageId: messageIdOf(alert.deliveryId),
    ...(earlier && { inReplyTo: earlier, references: earlier }),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'List-Id': `Alerts of ${host} <alerts.${hostname}>`,
    },
  };
}

/** Whatever a label holds, it stays one line and reads in one direction. */
const oneLine = (text: string) => text.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, ' ').slice(0, 200);

interface Parts {
  title: string;
  sentences: string[];
  steps: string[];
  link: string;
  appUrl: string;
}

const WHY = (appUrl: string) =>
  `Sent by the Coupa Account Wizard at ${appUrl} to the owner and the deputy of an account, and to channels under Settings, Alerts.`;

function textOf({ title, sentences, steps, link, appUrl }: Parts): string {
  const numbered = steps.map((step, index) => `${index + 1}. ${step}`);
  return [
    [title],
    sentences,
    ...(numbered.length > 0 ? [['What to do:', ...numbered]] : []),
    [`Open it: ${link}`],
    ['--', WHY(appUrl)],
  ]
    .map((part) => part.join('\n'))
    .join('\n\n');
}

function htmlOf({ title, sentences, steps, link, appUrl }: Parts): string {
  const paragraph = (text: string) => `<p>${escapeHtml(text)}</p>`;
  const list = steps.map((step) => `<li>${escapeHtml(step)}</li>`).join('');
  return [
    '<!doctype html><html lang="en"><meta charset="utf-8"><body style="font-family:sans-serif;max-width:40em">',
    `<h1 style="font-size:1.2em">${escapeHtml(title)}</h1>`,
    ...sentences.map(paragraph),
    ...(list ? [`<p>What to do:</p><ol>${list}</ol>`] : []),
    `<p><a href="${escapeHtml(link)}">${escapeHtml(link)}</a></p>`,
    `<hr><p style="font-size:.85em">${escapeHtml(WHY(appUrl))}</p></body></html>`,
  ].join('\n');
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
