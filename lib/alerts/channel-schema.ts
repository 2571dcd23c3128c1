import { z } from 'zod';
import '@/lib/zod-without-eval';

export const CHANNEL_KINDS = ['webhook', 'email'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

const NAME_WORDS = 'Enter a name that says who is told.';
const URL_WORDS = 'Enter the address of the receiver, like https://hooks.company.com/coupa.';
const USERINFO_WORDS = 'Leave out the name and password before the @: a receiver knows us by the signature.';
const MAIL_WORDS = 'Enter an email address like name@company.com.';

const name = z
  .string(NAME_WORDS)
  .trim()
  .min(1, NAME_WORDS)
  .max(60, 'Use at most 60 characters.')
  .regex(/^\P{Cc}*$/u, 'Remove line breaks and control characters.');

/** Null for all accounts, those of the future too. */
const accountId = z.uuid('Choose an account, or all of them.').toLowerCase().nullable();

/** The address as it is called, without a fragment, which never leaves a client. */
const webhookUrl = z
  .string(URL_WORDS)
  .trim()
  .max(2000, 'Use at most 2,000 characters.')
  .transform((typed, context) => {
    const url = URL.parse(typed);
    const isWeb = url !== null && /^https?:$/.test(url.protocol);
    if (isWeb && !url.username && !url.password) {
      url.hash = '';
      return url.href;
    }
    context.addIssue({ code: 'custom', message: isWeb ? USERINFO_WORDS : URL_WORDS });
    return z.NEVER;
  });

const mailbox = z
  .string(MAIL_WORDS)
  .transform((typed) => typed.trim().normalize('NFKC').toLowerCase())
  .pipe(z.email(MAIL_WORDS).max(254, 'Use at most 254 characters.'));

/** A new channel. Form and route share it; which addresses may be called is the server's to say. */
export const newChannelSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('webhook'), name, target: webhookUrl, accountId }),
  z.strictObject({ kind: z.literal('email'), name, target: mailbox, accountId }),
]);
export type NewChannel = z.output<typeof newChannelSchema>;

/** Of a channel, or of a delivery. */
export const alertParams = z.object({ id: z.uuid() });
