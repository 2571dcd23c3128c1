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

/** One alert as a mail; an all-clear joins its alert's thread. */
export function mailMessage(alert: OutgoingAlert, { appUrl, earlierDeliveryId }: About): MailMessage {
  const { title, sentences, steps } = alertWords(alert);
  const earlier = earlierDeliveryId && messageIdOf(earlierDeliveryId, appUrl);
  const message = mailOf({
    id: alert.deliveryId,
    title,
    sentences,
    list: { heading: 'What to do:', items: steps },
    link: alert.accountId ? `${appUrl}/accounts/${alert.accountId}` : `${appUrl}/settings/alerts`,
    appUrl,
  });
  return { ...message, ...(earlier && { inReplyTo: earlier, references: earlier }) };
}

interface Parts {
  /** Of the delivery: a mail that is sent twice is shown once wherever its Message-ID is looked at. */
  id: string;
  title: string;
  sentences: string[];
  list: { heading: string; items: string[] };
  link: string;
  appUrl: string;
}

/** Plain text, and the same as small HTML. RFC 3834 §5 keeps holiday notices away. */
export function mailOf({ id, ...parts }: Parts): MailMessage {
  const { host, hostname } = new URL(parts.appUrl);
  const title = oneLine(parts.title).slice(0, 200);
  return {
    subject: title,
    text: textOf({ ...parts, title }),
    html: htmlOf({ ...parts, title }),
    messageId: messageIdOf(id, parts.appUrl),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'List-Id': `Alerts of ${host} <alerts.${hostname}>`,
    },
  };
}

const messageIdOf = (deliveryId: string, appUrl: string) => `<${deliveryId}@${new URL(appUrl).hostname}>`;

/** Whatever a label holds, it stays one line and reads in one direction. */
const oneLine = (text: string) => text.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, ' ');

const whySent = (appUrl: string) =>
  `Sent by the Coupa Account Wizard at ${appUrl} to the owner and the deputy of an account, and to channels under Settings, Alerts.`;

function textOf({ title, sentences, list, link, appUrl }: Omit<Parts, 'id'>): string {
  const numbered = list.items.map((item, index) => `${index + 1}. ${oneLine(item)}`);
  return [
    [title],
    sentences,
    ...(numbered.length > 0 ? [[list.heading, ...numbered]] : []),
    [`Open it: ${link}`],
    ['--', whySent(appUrl)],
  ]
    .map((part) => part.join('\n'))
    .join('\n\n');
}

function htmlOf({ title, sentences, list, link, appUrl }: Omit<Parts, 'id'>): string {
  const paragraph = (text: string) => `<p>${escapeHtml(text)}</p>`;
  const items = list.items.map((item) => `<li>${escapeHtml(item)}</li>`).join('');
  return [
    '<!doctype html><html lang="en"><meta charset="utf-8"><body style="font-family:sans-serif;max-width:40em">',
    `<h1 style="font-size:1.2em">${escapeHtml(title)}</h1>`,
    ...sentences.map(paragraph),
    ...(items ? [paragraph(list.heading), `<ol>${items}</ol>`] : []),
    `<p><a href="${escapeHtml(link)}">${escapeHtml(link)}</a></p>`,
    `<hr><p style="font-size:.85em">${escapeHtml(whySent(appUrl))}</p></body></html>`,
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
