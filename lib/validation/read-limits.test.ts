import { expect, test } from 'vitest';
import { REQUESTS } from '@/lib/oauth/destinations';
import { inOrder, jobsOf, readAll } from '@/lib/validation/testing/read-all';
import { answer, mostInOneSecond, NOW } from '@/lib/validation/testing/samples';

test('[ASVS-13.1.3] [ASVS-13.2.6] the table of requests holds for reads: so many for one scope, so many a second', async () => {
  const path = '/api/thing_0';
  const tooFast = answer(path, 429, null, 1);
  const readApi = inOrder(tooFast, tooFast, tooFast, answer(path, 401), answer(path, 401));
  const { calls } = await readAll({ readApi, obtainedAt: NOW });
  expect(calls).toHaveLength(REQUESTS.read.maxRequests);
  const many = await readAll({}, jobsOf(70));
  expect(mostInOneSecond(many.calls.map(({ ms }) => ms))).toBe(REQUESTS.read.perSecond);
});
