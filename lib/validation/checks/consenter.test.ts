import { expect, test } from 'vitest';
import { AppError } from '@/lib/errors';
import { runValidation } from '@/lib/validation/testing/run-validation';
import { answer, failure, NOW, readTrace, sampleInput } from '@/lib/validation/testing/samples';
import type { ValidationInput } from '@/lib/validation/validation-input';

const trace = readTrace('/userinfo', 200);
const validate = (readConsenter: ValidationInput['readConsenter'], parts: Partial<ValidationInput> = {}) => {
  const called: string[] = [];
  const readApi = async (path: string) => {
    called.push(path);
    return answer(path, 200, 1);
  };
  const idToken = { present: true, verified: true };
  return runValidation(sampleInput({ idToken, readApi, readConsenter, ...parts })).then((run) => ({
    ...run,
    called,
  }));
};

test.each([
  ['Ines Okafor', '`Ines Okafor` consented'],
  ['a` **b**', "`a' **b**` consented"],
  [null, 'The person who consented is confirmed'],
])('the person is named: %j', async (name, title) => {
  const { check, report, plannedChecks, events } = await validate(async () => ({ name, trace }));
  expect(check('consenter')).toMatchObject({ group: 'token', state: 'passed', title, trace });
  expect(report.verdict).toBe('validated');
  expect(report.checks).toHaveLength(plannedChecks);
  const states = events.flatMap((event) =>
    event.type === 'check' && event.check.id === 'consenter' ? [event.check.state] : [],
  );
  expect(states).toEqual(['running', 'passed']);
});

test('[RFC9700-32] somebody else: the token is not validated, and nothing is read with it', async () => {
  const { check, report, called, plannedChecks } = await validate(() =>
    Promise.reject(new AppError('id_token_invalid', { facts: { reason: 'sub' }, trace })),
  );
  expect(check('consenter')).toMatchObject({ state: 'failed', code: 'id_token_invalid', trace });
  expect(report).toMatchObject({ verdict: 'not-validated', fixer: 'you' });
  expect(report.summary).toContain('somebody else');
  expect(check('read:core.common.read')).toMatchObject({
    state: 'not-tried',
    evidence: 'The token speaks for somebody else',
  });
  expect(called).toEqual([]);
  expect(report.checks).toHaveLength(plannedChecks);
});

test.each(['instance_timeout', 'token_rejected', 'scope_refused', 'answer_not_json'] as const)(
  'no answer that counts (%s): not known, and nothing is wrong',
  async (code) => {
    const { check, report, called } = await validate(() => Promise.reject(failure(code, '/userinfo')));
    expect(check('consenter')).toMatchObject({
      state: 'not-tried',
      title: 'Who consented is not known',
      code,
    });
    expect(report.verdict).toBe('validated');
    expect(called).toHaveLength(2);
  },
);

test('not offered: no line about it', async () => {
  const { report } = await validate(undefined);
  expect(report.checks.map(({ id }) => id)).not.toContain('consenter');
});

test('a new token waits before it is asked about, an expired one is not sent', async () => {
  let askedAt = 0;
  const input = sampleInput({ obtainedAt: NOW });
  const ask: ValidationInput['readConsenter'] = async () => {
    askedAt = input.clock.now().getTime();
    return { name: null, trace };
  };
  await runValidation({ ...input, readConsenter: ask });
  expect(askedAt - NOW.getTime()).toBe(5000);
  const expired = await validate(() => Promise.reject(new Error('asked')), { expiresAt: NOW });
  expect(expired.report.checks.map(({ id }) => id)).not.toContain('consenter');
});
