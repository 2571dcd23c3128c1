import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { DAY_MS, newApiKeySchema } from '@/lib/door/api-key-schema';

const NOW = new Date('2026-11-24T10:00:00Z');
const inDays = (days: number) => new Date(NOW.getTime() + days * DAY_MS);

describe('what a form or a script may ask for', () => {
  const schema = newApiKeySchema(() => NOW);
  const body = {
    name: 'n',
    scopes: ['status:read'],
    accountIds: null,
    expiresAt: inDays(1).toISOString(),
  };
  const id = randomUUID();
  test.each<[string, Record<string, unknown>]>([
    ['no name', { name: '  ' }],
    ['a line break in the name', { name: 'a\nb' }],
    ['a name of 101 characters', { name: 'n'.repeat(101) }],
    ['no scope', { scopes: [] }],
    ['a scope that there is not', { scopes: ['people:manage'] }],
    ['no account', { accountIds: [] }],
    ['an account that is no id', { accountIds: ['all'] }],
    ['201 accounts', { accountIds: Array.from({ length: 201 }, () => randomUUID()) }],
    ['an end that is past', { expiresAt: NOW.toISOString() }],
    ['an end in 366 days', { expiresAt: inDays(366).toISOString() }],
    ['an end that is no instant', { expiresAt: '2027-01-01' }],
    ['no end', { expiresAt: null }],
    ['a role', { role: 'owner' }],
    ['a maker', { createdById: id }],
  ])('%s is refused', (_, part) => {
    expect(schema.safeParse({ ...body, ...part }).success).toBe(false);
  });

  test('doubled scopes and accounts count once, in one order and spelling', () => {
    const asked = { scopes: ['token:read', 'status:read', 'token:read'], accountIds: [id, id.toUpperCase()] };
    const read = schema.parse({ ...body, ...asked });
    expect(read).toMatchObject({ scopes: ['status:read', 'token:read'], accountIds: [id] });
  });
});
