import { describe, expect, it } from 'vitest';
import { findConsequences } from './consequences';

const saved: Parameters<typeof findConsequences>[0] = {
  instanceUrl: 'https://acme-test.coupahost.com',
  accountType: 'other',
  grantType: 'authorization_code',
  clientProof: 'shared_secret',
  scopeSource: 'chosen',
  scopes: ['core.common.read', 'core.invoice.read'],
  clientId: 'c0ffee',
  hasToken: true,
};
const said = (change: Parameters<typeof findConsequences>[1], before = saved) =>
  findConsequences(before, change).sentences.join(' ');

describe('what a change undoes', () => {
  it('is nothing where nothing changes, or only the order of scopes', () => {
    expect(said({})).toBe('');
    expect(said({ scopes: ['core.invoice.read', 'core.common.read'] })).toBe('');
  });

  it('is the client where the instance or the grant type is another', () => {
    expect(said({ instanceUrl: 'https://acme.coupahost.com' })).toMatch(/a client belongs to one instance/);
    expect(said({ grantType: 'client_credentials' })).toMatch(/a client has one grant type/);
    expect(said({ grantType: 'client_credentials' }, { ...saved, clientId: '', hasToken: false })).toBe('');
  });

  it.each<[string, Parameters<typeof findConsequences>[1]]>([
    ['PKCE for a shared secret', { clientProof: 'pkce' }],
    ['another client', { clientId: 'decade' }],
    ['one scope less', { scopes: ['core.common.read'] }],
    ['scopes left to the token', { scopeSource: 'from_token', scopes: [] }],
  ])('is the fit of the token: %s', (_, change) => {
    expect(said(change)).toMatch(/^You press Authorize again in step 4\. The token in use stays until/);
    expect(said(change, { ...saved, hasToken: false })).toBe('');
  });

  it('is the grant type where the account type takes only client credentials', () => {
    const { resetsGrantType, clearsCredentials, sentences } = findConsequences(saved, {
      accountType: 'snaplogic-oauth2',
    });
    expect({ resetsGrantType, clearsCredentials }).toEqual({
      resetsGrantType: true,
      clearsCredentials: true,
    });
    expect(sentences[0]).toMatch(/^The grant type becomes Client credentials/);
  });
});
