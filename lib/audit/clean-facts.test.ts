import { expect, it } from 'vitest';
import { cleanFacts } from './clean-facts';

it('[ASVS-16.4.1] keeps neither control characters nor what turns text round, and cuts what is long', () => {
  const facts = cleanFacts({ host: 'a\r\nb\u0000\u202Ec', list: ['\uD800', 'x'.repeat(600)], count: 3 });
  expect(facts).toEqual({ host: 'a  b  c', list: ['\uFFFD', 'x'.repeat(500)], count: 3 });
});

it('leaves out what is undefined', () => {
  expect(cleanFacts({ code: undefined } as never)).toEqual({});
});
