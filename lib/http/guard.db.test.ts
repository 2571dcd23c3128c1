import { eq } from 'drizzle-orm';
import { NextRequest } from 'next/server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { events } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { createApiKey } from '@/lib/door/api-keys';
import { guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';
import { forgetProcessWide } from '@/lib/process-wide';
import { makePerson } from '@/test/person';
import { useStore } from '@/test/use-store';

let store: Store;
let key: string;
beforeAll(async () => {
  store = await useStore();
  const owner = await makePerson(store);
  const asked = { name: 'Guard', scopes: ['accounts:manage' as const], accountIds: null };
  const expiresAt = new Date(Date.now() + 3_600_000);
  ({ key } = await createApiKey(store, owner, { ...asked, expiresAt }, new Date()));
});
afterAll(() => store.close());
beforeEach(() => forgetProcessWide('rate'));

const done = async () => jsonResponse({ done: true });
const ask = (route: ReturnType<typeof guarded>, headers: Record<string, string> = {}) =>
  route(
    new NextRequest('http://localhost:3000/api/x', {
      method: 'POST',
      headers: { host: 'localhost:3000', authorization: `Bearer ${key}`, ...headers },
    }),
    // As Next calls a route without parameters, whatever its types say.
    {} as { params: Promise<Record<string, string>> },
  );

test('a key passes with its scope and role, without Origin and without content type', async () => {
  const answer = await ask(guarded({ role: 'editor', apiKey: 'accounts:manage' }, done));
  expect([answer.status, await answer.json()]).toEqual([200, { done: true }]);
});

test('who has a lower role is refused, and the refusal is a line of the audit log', async () => {
  const answer = await ask(guarded({ role: 'owner', apiKey: 'accounts:manage' }, done));
  expect(answer.status).toBe(403);
  const lines = await store.db.select().from(events).where(eq(events.kind, 'access_refused'));
  expect(lines).toMatchObject([
    { result: 'refused', facts: { method: 'POST', path: '/api/x', code: 'forbidden' } },
  ]);
});

test('what needs a fresh proof of a person is closed to a key', async () => {
  const answer = await ask(guarded({ role: 'editor', apiKey: 'accounts:manage', confirmed: true }, done));
  expect([answer.status, (await answer.json()).code]).toEqual([403, 'confirm_needed']);
});

test('[ASVS-2.4.1] a key waits after a hundred requests at once, each kind after its own number', async () => {
  const statuses: number[] = [];
  const route = guarded({ role: 'editor', apiKey: 'accounts:manage', rate: 'renew' }, done);
  for (let times = 0; times < 61; times += 1) statuses.push((await ask(route)).status);
  expect(statuses.filter((status) => status === 200).length).toBe(60);
  const other = guarded({ role: 'editor', apiKey: 'accounts:manage' }, done);
  expect((await ask(other)).status).toBe(200);
});

test.each<[string, Record<string, string>]>([
  ['another Host', { host: 'evil.example' }],
  ['a foreign page', { origin: 'https://evil.example' }],
])('[ASVS-3.5.3] %s changes nothing, though the key is right', async (_what, headers) => {
  const route = guarded({ role: 'editor', apiKey: 'accounts:manage' }, done);
  expect([403, 421]).toContain((await ask(route, headers)).status);
});
