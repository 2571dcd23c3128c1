import { beforeEach, expect, test } from 'vitest';
import { type Behaviour, GRACE_MS } from './behaviours.ts';
import { Truth } from './truth.ts';

let nowMs = 0;
let truth: Truth;
beforeEach(() => {
  nowMs = 1_000_000;
  truth = new Truth(() => nowMs);
});

const begin = (behaviour: Behaviour) =>
  truth.open({ clientId: 'a', secret: 'made-up', behaviour }).refreshToken ?? '';
const refresh = (value: string) => truth.refresh('a', value);

test('old one alive until the new access token is used', () => {
  const first = begin('until-used');
  const second = refresh(first);
  expect(truth.isTaken(first)).toBe(true);
  expect(truth.use(second?.accessToken ?? '')).toBe(true);
  expect(refresh(first)).toBeNull();
  expect(refresh(second?.refreshToken ?? '')).not.toBeNull();
});

test('strict: used once, and a second use ends nothing else', () => {
  const first = begin('strict');
  const second = refresh(first);
  expect(refresh(first)).toBeNull();
  expect(refresh(second?.refreshToken ?? '')).not.toBeNull();
});

test('grace: taken again for some seconds', () => {
  const first = begin('grace');
  refresh(first);
  nowMs += GRACE_MS - 1;
  expect(refresh(first)).not.toBeNull();
  nowMs += 1;
  expect(refresh(first)).toBeNull();
});

test('family: a second use ends the one that is alive, which is written down', () => {
  const first = begin('family');
  const second = refresh(first)?.refreshToken ?? '';
  expect(refresh(first)).toBeNull();
  expect(refresh(second)).toBeNull();
  expect(truth.endedByReplay('a')).toMatchObject([{ value: second }]);
});

test('static: the same for ever; access tokens end after a day', () => {
  const first = begin('static');
  const answer = refresh(first);
  expect(answer?.refreshToken).toBeNull();
  expect(refresh(first)).not.toBeNull();
  nowMs += 86_400_000;
  expect(truth.use(answer?.accessToken ?? '')).toBe(false);
});

test('a token of another client, or none at all, is refused', () => {
  const first = begin('strict');
  truth.open({ clientId: 'b', secret: 'made-up', behaviour: 'strict' });
  expect(truth.refresh('b', first)).toBeNull();
  expect(refresh('made-up')).toBeNull();
  expect(truth.isTaken(first)).toBe(true);
});
