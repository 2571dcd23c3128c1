import { expect, it } from 'vitest';
import { credentialsFormSchema } from './credentials-form-schema';

const ID = 'a1'.repeat(16);
const SECRET = 'c3'.repeat(32);
const fresh = { clientId: '', hasClientSecret: false, needsSecret: true };
const saved = { clientId: ID, hasClientSecret: true, needsSecret: true };

const messages = (rules: typeof fresh, clientId: string, clientSecret: string) =>
  credentialsFormSchema(rules)
    .safeParse({ clientId, clientSecret })
    .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

it('tells both missing fields at once', () => {
  expect(messages(fresh, '', '')).toEqual([
    'clientId: Enter the Client ID',
    'clientSecret: Enter the Client secret',
  ]);
});

it('keeps a saved secret for the same Client ID only', () => {
  expect(messages(saved, ID, '')).toEqual([]);
  expect(messages(saved, ` ${ID}\n`, '')).toEqual([]);
  expect(messages(saved, 'b2'.repeat(16), '')).toEqual([
    'clientSecret: Enter the Client secret of this Client ID',
  ]);
  expect(messages(saved, 'b2'.repeat(16), SECRET)).toEqual([]);
});

it('asks for no secret under PKCE', () => {
  expect(messages({ ...fresh, needsSecret: false }, ID, '')).toEqual([]);
});

it('sees the two swapped', () => {
  expect(messages(fresh, SECRET, ID)).toEqual([
    'clientId: This looks like the Secret: 64 characters. Client ID and Client secret look swapped',
    'clientSecret: This looks like the Identifier: 32 characters. Client ID and Client secret look swapped',
  ]);
});
