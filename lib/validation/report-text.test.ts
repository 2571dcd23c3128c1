import { expect, test } from 'vitest';
import { formatReportText } from '@/lib/validation/report-text';
import { runValidation } from '@/lib/validation/testing/run-validation';
import { sampleInput, tokenTrace, tokenWith } from '@/lib/validation/testing/samples';

test('the report as plain text: verdict, clicks, lines with their requests, scopes', async () => {
  const refused = tokenTrace({
    status: 400,
    error: 'invalid_scope',
    errorDescription: 'The requested scope is invalid',
  });
  const accessToken = tokenWith(['core.common.read']);
  const { report } = await runValidation(sampleInput({ accessToken, tokenTraces: [refused, tokenTrace()] }));
  const text = formatReportText(report);
  const lines = text.split('\n');
  expect(lines[0]).toBe('Validation report: Validated with limits');
  expect(lines[1]).toBe(
    'Report report-1, started 2026-03-10T09:00:00.000Z, ended 2026-03-10T09:00:00.000Z (UTC)',
  );
  expect(lines).toContain('The Coupa administrator fixes this:');
  expect(lines).toContain(
    '1. Open the client in Coupa (https://acme-test.coupahost.com/oauth2/clients) and choose Edit.',
  );
  expect(lines).toContain(
    '[limited] Coupa refused the requested scopes as a whole (2026-03-10T09:00:00.000Z, 412 ms)',
  );
  expect(lines).toContain('    Coupa answered: invalid_scope: The requested scope is invalid');
  expect(lines).toContain('    GET /api/departments?limit=1&return_object=limited 200, 1 row');
  expect(lines).toContain('core.invoice.read: requested yes, granted no, missing');
  expect(text).not.toMatch(/[`*]/);
  expect(text).not.toContain(accessToken.slice(0, 20));
});
