import { expect, test } from 'vitest';
import { readPolicyViolations } from '@/lib/door/policy-violation';

const SECRET = 'made-up-code-in-an-address';
const page = `https://wizard.acme.example/accounts/1?code=${SECRET}#${SECRET}`;

test('[ASVS-3.4.7] a report of either kind is read, and only rule, origin and path are kept of it', () => {
  const newer = [
    {
      type: 'csp-violation',
      url: page,
      user_agent: 'made up',
      body: {
        effectiveDirective: 'script-src-elem',
        blockedURL: `https://evil.example/x.js?${SECRET}`,
        documentURL: page,
        sample: SECRET,
      },
    },
    { type: 'deprecation', body: { id: 'x' } },
  ];
  const older = {
    'csp-report': {
      'effective-directive': 'style-src-attr',
      'blocked-uri': 'inline',
      'document-uri': page,
      'script-sample': SECRET,
    },
  };
  expect(readPolicyViolations(newer)).toEqual([
    { directive: 'script-src-elem', blocked: 'https://evil.example', page: '/accounts/1' },
  ]);
  expect(readPolicyViolations(older)).toEqual([
    { directive: 'style-src-attr', blocked: 'inline', page: '/accounts/1' },
  ]);
});

test.each([[null], ['text'], [{}], [{ 'csp-report': 1 }], [[{ type: 1 }]], [[[]]]])(
  '%j is no report',
  (json) => {
    expect(readPolicyViolations(json)).toEqual([]);
  },
);

test('what is no rule and no address is called unknown', () => {
  const odd = 'x\n{"level":"error"}';
  const report = { 'effective-directive': odd, 'blocked-uri': odd, 'document-uri': odd };
  expect(readPolicyViolations({ 'csp-report': report })).toEqual([
    { directive: 'unknown', blocked: 'unknown', page: 'unknown' },
  ]);
});
