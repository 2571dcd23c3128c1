import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { INVITATION_LIFETIME_MS } from '@/lib/door/invitations';
import leakedPasswords from '@/lib/door/leaked-passwords.json' with { type: 'json' };
import { MAX_LENGTH, MIN_LENGTH } from '@/lib/door/password-rules';
import { ABSOLUTE_MS, IDLE_MS } from '@/lib/door/sessions';
import { FREE_TRIES, WINDOW_MS } from '@/lib/door/throttle';
import { WELCOME_LIFETIME_MS } from '@/lib/door/welcome';
import { RATE_LIMITS } from '@/lib/http/rate-limits';

const HOUR_MS = 60 * 60_000;
const page = readFileSync('docs/sign-in.md', 'utf8').replace(/\s+/g, ' ');

test('[ASVS-6.1.1] how guessing is slowed is written down, with the numbers of the code', () => {
  expect(WINDOW_MS).toBe(15 * 60_000);
  expect(RATE_LIMITS.door).toEqual({ burst: 100, perSecond: 1 });
  const numbers = [
    'counts for fifteen minutes',
    `| email address | ${FREE_TRIES.email} |`,
    `| network address | ${FREE_TRIES.address} |`,
    `| known browser | ${FREE_TRIES.browser} |`,
    `${MIN_LENGTH} to ${MAX_LENGTH} characters`,
    `${leakedPasswords.length.toLocaleString('en-GB')} passwords`,
    `link works once, for ${WELCOME_LIFETIME_MS / HOUR_MS} hours`,
    `works once, for ${INVITATION_LIFETIME_MS / HOUR_MS} hours`,
    `after ${IDLE_MS / HOUR_MS} hours without a request, after ${ABSOLUTE_MS / HOUR_MS / 24} days`,
    `door ${RATE_LIMITS.door.burst} times at once`,
  ];
  for (const words of numbers) expect(page).toContain(words);
});
