import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { ExportRow } from '@/lib/exports/export-row';
import { REST_GET_SNAP_NOTE, restGetSnapRows } from '@/lib/exports/rest-get-snap';
import { restPostSnapRows } from '@/lib/exports/rest-post-snap';
import { snaplogicDynamicRows } from '@/lib/exports/snaplogic-dynamic';
import { snaplogicOauth2Rows } from '@/lib/exports/snaplogic-oauth2';
import { snaplogicRestOauth2Rows } from '@/lib/exports/snaplogic-rest-oauth2';
import { snaplogicSupport } from '@/lib/exports/snaplogic-support';
import { personAccount, systemAccount } from '@/lib/exports/testing/sample-account';

/** "Label = value", secrets and words in angle brackets, a field inside another behind two blanks. */
const lines = (rows: ExportRow[]) =>
  rows.map(
    ({ label, value, kind, words, indent }) =>
      `${indent ? '  ' : ''}${label} = ${kind === 'copy' ? value : `<${kind === 'words' ? words : kind}>`}`,
  );

describe('Coupa OAuth2 Account', () => {
  it('has SnapLogic’s fields in SnapLogic’s order', () => {
    expect(lines(snaplogicOauth2Rows(systemAccount))).toEqual([
      'Label = AP invoices to ledger',
      'Host = https://acme-test.coupahost.com',
      'Client Id = 3f9a0c41d27be8650b14f7a92c6d835e',
      'Client Secret = <secret>',
      'Access Token = <SnapLogic fills this on Authorize>',
      'Access Token Expiration = <SnapLogic fills this on Authorize>',
      'Grant Type = client_credentials',
      'OAuth2 Token = https://acme-test.coupahost.com/oauth2/token',
      'Token Endpoint Config = <add one row>',
      '  Token Endpoint Parameter = scope',
      '  Token Endpoint Parameter Value = core.common.read core.invoice.read core.invoice.create',
    ]);
  });

  it('asks for no scope when none is known', () => {
    expect(lines(snaplogicOauth2Rows({ ...systemAccount, scopes: [] })).at(-1)).toBe(
      'Token Endpoint Config = <Leave it empty: without scope Coupa gives all scopes of the client>',
    );
  });

  it('does not exist for authorization code', () => {
    expect(snaplogicOauth2Rows(personAccount)).toEqual([]);
  });
});

it('Coupa Dynamic OAuth2 Account takes host and token, marked as by analogy', () => {
  const rows = snaplogicDynamicRows(personAccount);
  expect(lines(rows).slice(0, 3)).toEqual([
    'Label = AP invoices to ledger',
    'Host = https://acme-test.coupahost.com',
    'Access Token = <token>',
  ]);
  expect(rows[2]?.words).toMatch(/^By analogy/);
});

it('a REST Get Snap fetches the token from here for either grant type, the key a pipeline parameter', () => {
  const rows = lines(restGetSnapRows(personAccount));
  expect(rows[0]).toBe('Service URL = https://wizard.example/api/accounts/1/token?min_ttl=3600');
  expect(rows).toContain("  Value = 'Bearer ' + _wizard_key");
  expect(rows).toContain('Access Token of its Dynamic account = _token');
  expect(REST_GET_SNAP_NOTE).toMatch(/^Assembled from/);
  expect(restGetSnapRows(systemAccount)).toEqual(restGetSnapRows(personAccount));
});

describe('REST OAuth2 Account', () => {
  it('for authorization code sends scope and its own callback', () => {
    expect(lines(snaplogicRestOauth2Rows(personAccount))).toEqual([
      'Label = AP invoices to ledger',
      'Client ID = 3f9a0c41d27be8650b14f7a92c6d835e',
      'Client secret = <secret>',
      'Access token = <SnapLogic fills this on Authorize>',
      'Refresh token = <SnapLogic fills this on Authorize>',
      'Access token expiration = <SnapLogic fills this on Authorize>',
      'Header authenticated = <Tick it: Coupa takes the token in the header>',
      'OAuth2 Endpoint = https://acme-test.coupahost.com/oauth2/authorizations/new',
      'OAuth2 Token = https://acme-test.coupahost.com/oauth2/token',
      'Grant Type = authorization_code',
      'Auth endpoint config = <add two rows>',
      '  Authentication parameter = scope',
      '  Authentication parameter value = core.invoice.read offline_access',
      '  Authentication parameter = redirect_uri',
      '  Authentication parameter value = https://elastic.snaplogic.com/api/1/rest/admin/oauth2callback/rest',
      'Auto-refresh token = <Tick it: offline_access brings a refresh token>',
    ]);
  });

  it('for client credentials sends scope with the token request, and refreshes nothing', () => {
    const rows = lines(snaplogicRestOauth2Rows(systemAccount));
    expect(rows).toContain('  Token endpoint parameter = scope');
    expect(rows.at(-1)).toBe('Auto-refresh token = <Leave it unticked: there is no refresh token to use>');
  });

  it('does not exist for PKCE', () => {
    expect(snaplogicRestOauth2Rows({ ...personAccount, clientProof: 'pkce' })).toEqual([]);
  });
});

describe('REST Post Snap', () => {
  const entityOf = (rows: ExportRow[]) => rows.find(({ label }) => label === 'HTTP entity')?.value ?? '';

  it('builds the form that Coupa expects, whatever is in the parameters', () => {
    const scopes = [...systemAccount.scopes, "core.o'dd.read"];
    const entity = entityOf(restPostSnapRows({ ...systemAccount, scopes }));
    const body = runInNewContext(entity, { _client_id: 'id', _client_secret: 'made-up&secret=1+2 3' });
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
      grant_type: 'client_credentials',
      client_id: 'id',
      client_secret: 'made-up&secret=1+2 3',
      scope: scopes.join(' '),
    });
  });

  it('posts to the token endpoint as a form, and exists for client credentials only', () => {
    expect(lines(restPostSnapRows(systemAccount))).toEqual(
      expect.arrayContaining([
        'Service URL = https://acme-test.coupahost.com/oauth2/token',
        '  Value = application/x-www-form-urlencoded',
      ]),
    );
    expect(entityOf(restPostSnapRows({ ...systemAccount, scopes: [] }))).not.toContain('scope');
    expect(restPostSnapRows(personAccount)).toEqual([]);
  });
});

it('says what SnapLogic’s own page says, and only offers what has fields', () => {
  const system = snaplogicSupport(systemAccount);
  expect(system.isSupportedNatively).toBe(true);
  expect(system.works.map(({ id }) => id)).toEqual([
    'snaplogic-oauth2',
    'snaplogic-dynamic',
    'snaplogic-rest-oauth2',
  ]);
  const person = snaplogicSupport(personAccount);
  expect(person.isSupportedNatively).toBe(false);
  expect(person.words).toContain('only client credentials');
  expect(person.works.map(({ id }) => id)).toEqual(['snaplogic-dynamic', 'snaplogic-rest-oauth2']);
  expect(snaplogicSupport({ ...personAccount, clientProof: 'pkce' }).works.map(({ id }) => id)).toEqual([
    'snaplogic-dynamic',
  ]);
});
