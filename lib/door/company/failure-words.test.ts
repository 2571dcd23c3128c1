import { expect, test } from 'vitest';
import { companyFailureWords } from '@/lib/door/company/failure-words';

test('a code has its words, or general ones; the name of the company is in them where it helps', () => {
  expect(companyFailureWords('company_unknown', 'Acme')).toMatch(/^Nobody here has this company account/);
  expect(companyFailureWords('instance_timeout', 'Acme')).toMatch(/^Acme did not answer/);
  expect(companyFailureWords('id_token_invalid', 'Acme')).toMatch(/^The answer of Acme could not be trusted/);
});

test.each([undefined, null, '', 'made up by somebody', '<script>', 'toString', '__proto__', ['internal']])(
  'whatever else stands in the address says nothing: %j',
  (problem) => {
    expect(companyFailureWords(problem, 'Acme')).toBeNull();
  },
);
