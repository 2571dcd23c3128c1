import { z } from 'zod';
import '@/lib/zod-without-eval';
import { API_KEY_SCOPES } from '@/lib/door/api-key-scopes';

export const MAX_KEY_DAYS = 365;
export const DAY_MS = 24 * 60 * 60_000;
/** A browser's clock may be ahead of ours; what is over the year by less than this is cut, not refused. */
const CLOCK_SLACK_MS = 60 * 60_000;

const NAME_WORDS = 'Enter a name that says what the key is for.';

/** What a new key is made of. `now` is asked at each use: a schema outlives the second in which it was made. */
export const newApiKeySchema = (now: () => Date) =>
  z.strictObject({
    name: z
      .string(NAME_WORDS)
      .trim()
      .min(1, NAME_WORDS)
      .max(100, 'Use at most 100 characters.')
      .regex(/^\P{Cc}*$/u, 'Remove line breaks and control characters.'),
    scopes: z
      .array(z.enum(API_KEY_SCOPES))
      .min(1, 'Choose at least one thing that the key may do.')
      .max(API_KEY_SCOPES.length)
      .transform((scopes) => API_KEY_SCOPES.filter((scope) => scopes.includes(scope))),
    /** Null for all accounts, those of the future too. */
    accountIds: z
      .array(z.uuid().toLowerCase())
      .min(1, 'Choose at least one account, or all of them.')
      .max(200, 'Choose at most 200 accounts, or all of them.')
      .transform((ids) => [...new Set(ids)])
      .nullable(),
    expiresAt: z.iso
      .datetime({ offset: true, error: 'Choose when the key expires.' })
      .transform((text) => new Date(text))
      .refine((at) => at > now(), 'Choose a day that is still to come.')
      .refine(
        (at) => at.getTime() <= now().getTime() + MAX_KEY_DAYS * DAY_MS + CLOCK_SLACK_MS,
        `A key lives at most ${MAX_KEY_DAYS} days. Choose an earlier day.`,
      ),
  });
export type NewApiKey = z.output<ReturnType<typeof newApiKeySchema>>;
