import { describe, expect, test } from 'vitest';
import type { Trace } from '@/lib/errors';
import type { Report } from '@/lib/validation/report';
import { runValidation } from '@/lib/validation/testing/run-validation';
import { answer, failure, NOW, sampleInput, tokenTrace, tokenWith } from '@/lib/validation/testing/samples';
import type { ValidationInput } from '@/lib/validation/validation-input';

const judged = async (parts: Partial<ValidationInput>): Promise<Report> =>
  (await runValidation(sampleInput(parts))).report;

const status = (code: number) => async (path: string) => answer(path, code);
/** Departments answer, everything else with this status. */
const onlyCommonWorks = (code: number) => async (path: string) =>
  path.startsWith('/api/departments') ? answer(path, 200, 1) : answer(path, code);

const refusedFirst: Trace[] = [tokenTrace({ status: 400, error: 'invalid_scope' }), tokenTrace()];
const lacksInvoices = { accessToken: tokenWith(['core.common.read']), tokenTraces: refusedFirst };
const code = { grantType: 'authorization_code' } as const;

type Row = [
  name: string,
  parts: Partial<ValidationInput>,
  verdict: Report['verdict'],
  fixer: Report['fixer'],
  summary: RegExp,
];

const ROWS: Row[] = [
  [
    'everything works',
    {},
    'validated',
    'nobody',
    /^The token works: 2 read scopes answered, and no requested scope is missing\.$/,
  ],
  [
    'empty lists count',
    { readApi: async (path) => answer(path, 200, 0) },
    'validated',
    'nobody',
    /2 read scopes/,
  ],
  [
    'more than asked',
    { accessToken: tokenWith(['core.common.read', 'core.invoice.read', 'core.item.read']) },
    'validated',
    'nobody',
    /also carries `core.item.read`, which nobody asked for/,
  ],
  [
    'unknown scopes that read',
    { accessToken: 'a'.repeat(64) },
    'validated',
    'nobody',
    /2 read scopes answered, but it does not name its scopes\.$/,
  ],
  [
    'a requested scope is missing',
    lacksInvoices,
    'validated-with-limits',
    'coupa-admin',
    /^The token lacks `core.invoice.read`: it was requested and is not ticked on the client\.$/,
  ],
  [
    'a read was refused',
    { readApi: onlyCommonWorks(403) },
    'validated-with-limits',
    'coupa-admin',
    /refuses to read with `core.invoice.read` although.*the user behind the client/,
  ],
  [
    'a read was refused, for a person',
    {
      ...code,
      hasRefreshToken: true,
      requestedScopes: ['core.common.read', 'core.invoice.read', 'offline_access'],
      readApi: onlyCommonWorks(403),
    },
    'validated-with-limits',
    'coupa-admin',
    /the person who authorised/,
  ],
  [
    'a module is not there',
    { readApi: onlyCommonWorks(404) },
    'validated-with-limits',
    'coupa-admin',
    /`core.invoice.read` could not be proven/,
  ],
  [
    'only writes',
    { requestedScopes: ['core.invoice.write'] },
    'validated-with-limits',
    'you',
    /the API was not called/,
  ],
  ['no refresh token', { ...code }, 'validated-with-limits', 'you', /signs in again every 24 hours/],
  [
    'clocks differ',
    { tokenTraces: [tokenTrace({ clockAheadSeconds: 90 })] },
    'validated-with-limits',
    'operator',
    /Clocks differ/,
  ],
  [
    'refused scopes and a token that does not say',
    { accessToken: 'a'.repeat(64), tokenTraces: refusedFirst },
    'validated-with-limits',
    'nobody',
    /refused the requested scopes as a whole/,
  ],
  [
    'no scope at all',
    { scopeSource: 'from_token', requestedScopes: [], accessToken: tokenWith([]) },
    'validated-with-limits',
    'you',
    /API was not called.*carries no scope at all/,
  ],
  ['expired', { expiresAt: NOW }, 'not-validated', 'you', /has expired/],
  ['rejected everywhere', { readApi: status(401) }, 'not-validated', 'you', /does not accept the token/],
  [
    'refused everywhere',
    { readApi: status(403) },
    'not-validated',
    'coupa-admin',
    /none of 2 reads was allowed/,
  ],
  ['no module is there', { readApi: status(404) }, 'not-validated', 'coupa-admin', /could not be proven/],
  [
    'the network is down',
    { readApi: (path) => Promise.reject(failure('instance_unreachable', path)) },
    'not-validated',
    'network',
    /could not be proven/,
  ],
];

describe('judge', () => {
  test.each(ROWS)('%s', async (_, parts, verdict, fixer, summary) => {
    const report = await judged(parts);
    expect(report).toMatchObject({ verdict, fixer });
    expect(report.summary).toMatch(summary);
  });

  test('one rejected read beside another that works is a limit, not a rejected token', async () => {
    const { verdict, summary } = await judged({ readApi: onlyCommonWorks(401) });
    expect(verdict).toBe('validated-with-limits');
    expect(summary).toBe('Other reads work, but `core.invoice.read` could not be proven.');
  });

  test('a missing scope: the exact clicks, and a new token at the end', async () => {
    const { steps } = await judged(lacksInvoices);
    expect(steps[0]).toBe(
      '[Open the client in Coupa](https://acme-test.coupahost.com/oauth2/clients) and choose Edit.',
    );
    expect(steps[1]).toMatch(/^Tick `core\.invoice\.read` and press Save\./);
    expect(steps[2]).toMatch(/step Credentials and choose \*\*Re-authorize\*\*/);
    expect(steps).toHaveLength(3);
  });

  test('no refresh token: the scope is ticked where it is not yet, and the button is named as it will be then', async () => {
    const notAsked = (await judged({ ...code })).steps;
    expect(notAsked.slice(1)).toEqual([
      'Tick `offline_access` in step Scopes.',
      expect.stringMatching(/^Press \*\*Continue\*\* there and then \*\*Authorize\*\*/),
    ]);
    const asked = (await judged({ ...code, requestedScopes: ['core.common.read', 'offline_access'] })).steps;
    expect(asked.slice(1)).toEqual([expect.stringMatching(/choose \*\*Re-authorize\*\*/)]);
  });

  test('every missing scope is named in the step, however many there are', async () => {
    const requestedScopes = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
      .map((name) => `core.${name}.write`)
      .concat('core.common.read');
    const { summary, steps } = await judged({
      requestedScopes,
      accessToken: tokenWith(['core.common.read']),
    });
    expect(summary).toMatch(/and 2 more: they were requested and are not ticked/);
    for (const scope of requestedScopes.slice(0, 7)) expect(steps[1]).toContain(`\`${scope}\``);
  });

  test('a refused read of a granted scope needs no new token', async () => {
    const { steps } = await judged({ readApi: onlyCommonWorks(403) });
    expect(steps[0]).toContain('(https://acme-test.coupahost.com/oauth2/scopes)');
    expect(steps.at(-1)).toBe('Come back and choose **Validate again**.');
  });

  test('steps of one fixer only, sentences of two findings at most', async () => {
    const { fixer, steps, summary } = await judged({
      ...lacksInvoices,
      readApi: status(200),
      hasRefreshToken: true,
      expirySource: 'default',
    });
    expect(fixer).toBe('coupa-admin');
    expect(steps).toHaveLength(3);
    expect(summary).toMatch(/The report names 1 more limit\.$/);
  });
});
