import { encode } from 'next-auth/jwt';
import { expect, test } from 'vitest';
import { authSecret, cookieName, readSessionCookie } from '@/lib/door/session-cookie';
import { makeKeyRing } from '@/test/key-ring';

const ring = makeKeyRing();
const issue = (token: object, maxAge = 60) =>
  encode({ token: { ...token }, secret: authSecret(ring), maxAge });
const read = (value: string | undefined) =>
  readSessionCookie(ring, (name) => (name === cookieName('session') ? value : undefined));

test('gives back the session id that it was made with', async () => {
  expect(await read(await issue({ sessionId: 'a'.repeat(43) }))).toBe('a'.repeat(43));
});

test('is nothing without a cookie, tampered, expired, foreign or of another shape', async () => {
  const good = await issue({ sessionId: 'a'.repeat(43) });
  const parts = good.split('.');
  parts[3] = `${parts[3]?.startsWith('A') ? 'B' : 'A'}${parts[3]?.slice(1)}`;
  const foreign = await encode({ token: { sessionId: 'a' }, secret: authSecret(makeKeyRing()) });
  for (const value of [
    undefined,
    '',
    'a.b.c',
    parts.join('.'),
    foreign,
    await issue({ sessionId: 'a' }, -60),
    await issue({ sub: 'a' }),
    await issue({ sessionId: 7 }),
  ]) {
    expect(await read(value)).toBeNull();
  }
});
