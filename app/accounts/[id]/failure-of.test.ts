import { expect, it } from 'vitest';
import type { AccountProblem } from '@/lib/accounts/view';
import type { UpkeepView } from '@/lib/upkeep/view';
import { failureOf } from './failure-of';

const problem: AccountProblem = {
  code: 'access_denied',
  facts: { error: 'access_denied' },
  at: '2026-02-02T14:18:03.000Z',
};
const account = (kept: AccountProblem | null, isTokenCurrent = false) => ({
  problem: kept,
  quarantine: null,
  upkeep: null,
  instanceUrl: 'https://acme-test.coupahost.com',
  redirectUri: 'https://wizard.acme.example/api/oauth/callback/1',
  isTokenCurrent,
});

it('tells the problem that is kept with the account', () => {
  expect(failureOf(account(problem))).toMatchObject({ code: 'access_denied', at: problem.at });
  expect(failureOf(account(null))).toBeNull();
});

it('tells what the address names when it belongs to no journey of ours', () => {
  expect(failureOf(account(null), 'state_expired')).toMatchObject({ code: 'state_expired' });
  expect(failureOf(account(problem), 'state_expired')?.code).toBe('state_expired');
});

it('prefers the account’s own account of the same failure', () => {
  expect(failureOf(account(problem), 'access_denied')?.at).toBe(problem.at);
});

it('names the button as the page shows it: Re-authorize while a token is in use', () => {
  const steps = (isTokenCurrent: boolean) =>
    failureOf(account(problem, isTokenCurrent))?.explanation.steps[0];
  expect(steps(false)).toMatch(/^Press \*\*Authorize\*\* again/);
  expect(steps(true)).toMatch(/^Press \*\*Re-authorize\*\* again/);
});

it('says of an account that was put aside only that, with the value and since when', () => {
  const at = '2026-02-02T15:00:00.000Z';
  const failure = failureOf(
    { ...account(problem), quarantine: { at, value: 'client_secret' } },
    'state_expired',
  );
  expect(failure).toMatchObject({ code: 'account_quarantined', at });
  expect(failure?.explanation.happened).toMatch(/^The Client secret of this account does not pass its check/);
});

it('tells what the last renewal met where nothing is kept with the account', () => {
  const upkeep = { reason: 'instance_timeout', facts: {}, since: '2026-02-02T16:00:00.000Z' } as UpkeepView;
  expect(failureOf({ ...account(null), upkeep })).toMatchObject({
    code: 'instance_timeout',
    at: '2026-02-02T16:00:00.000Z',
  });
  expect(failureOf({ ...account(problem), upkeep })?.code).toBe('access_denied');
  // What passes is tried again without anybody; a refused renewal was no code.
  expect(failureOf({ ...account(null), upkeep })?.explanation.steps[0]).toContain('tried again by itself');
  const refused = { ...upkeep, reason: 'invalid_grant' as const };
  expect(failureOf({ ...account(null), upkeep: refused })?.explanation.title).toBe(
    'The account has to be authorized again',
  );
});

it('believes no code that it does not know', () => {
  expect(failureOf(account(null), '<script>')).toBeNull();
});
