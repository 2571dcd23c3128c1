import { describe, expect, it } from 'vitest';
import { EXPORT_FORMATS } from '@/lib/exports/formats';
import { personAccount, systemAccount } from '@/lib/exports/testing/sample-account';

const namesOf = (account: typeof systemAccount) =>
  Object.fromEntries(EXPORT_FORMATS.map(({ id, fileName }) => [id, fileName(account)]));

describe('file names', () => {
  it('say what the file is', () => {
    expect(namesOf(systemAccount)).toEqual({
      'snaplogic-oauth2': 'ap-invoices-to-ledger-snaplogic-oauth2.txt',
      'snaplogic-dynamic': 'ap-invoices-to-ledger-snaplogic-dynamic.txt',
      'snaplogic-rest-oauth2': 'ap-invoices-to-ledger-snaplogic-rest-oauth2.txt',
      'rest-get-snap': 'ap-invoices-to-ledger-rest-get-snap.txt',
      'rest-post-snap': 'ap-invoices-to-ledger-rest-post-snap.txt',
      curl: 'ap-invoices-to-ledger.sh',
      'curl-from-here': 'ap-invoices-to-ledger-token.sh',
      env: 'ap-invoices-to-ledger.env',
      'postman-collection': 'ap-invoices-to-ledger.postman_collection.json',
      'postman-environment': 'ap-invoices-to-ledger.postman_environment.json',
    });
  });

  it('are missing where there is no such way', () => {
    expect(namesOf(personAccount)).toMatchObject({ 'snaplogic-oauth2': null, 'rest-post-snap': null });
    expect(namesOf({ ...personAccount, clientProof: 'pkce' })).toMatchObject({
      'snaplogic-rest-oauth2': null,
      'snaplogic-dynamic': expect.any(String),
    });
  });

  it.each([
    '"; rm -rf /; "',
    '../../etc/passwd',
    'Über naïve\r\nX: y',
    '日本',
    '',
    '-'.repeat(200),
    'a'.repeat(200),
  ])('of %j can stand in a header and on a disk', (label) => {
    for (const { fileName } of EXPORT_FORMATS) {
      expect(fileName({ ...systemAccount, label })).toMatch(/^[a-z0-9][a-z0-9-]{0,90}(\.[a-z_]+)+$/);
    }
  });
});

it('a sheet is readable as text', () => {
  const sheet = EXPORT_FORMATS.find(({ id }) => id === 'snaplogic-oauth2');
  expect(sheet?.render(systemAccount)).toBe(
    [
      'SnapLogic: Coupa OAuth2 Account',
      '',
      'Label: AP invoices to ledger',
      'Host: https://acme-test.coupahost.com',
      'Client Id: 3f9a0c41d27be8650b14f7a92c6d835e',
      'Client Secret: (the Client secret: copy it from the account’s page)',
      'Access Token: (SnapLogic fills this on Authorize)',
      'Access Token Expiration: (SnapLogic fills this on Authorize)',
      'Grant Type: client_credentials',
      'OAuth2 Token: https://acme-test.coupahost.com/oauth2/token',
      'Token Endpoint Config: (add one row)',
      '  Token Endpoint Parameter: scope',
      '  Token Endpoint Parameter Value: core.common.read core.invoice.read core.invoice.create',
      '',
    ].join('\n'),
  );
});

it.each(EXPORT_FORMATS)('$id ends with a line break and holds no hole', ({ render }) => {
  for (const account of [systemAccount, personAccount, { ...systemAccount, scopes: [] }]) {
    expect(render(account)).toMatch(/\n$/);
    expect(render(account)).not.toMatch(/undefined|null|\[object/);
  }
});
