import { expect, test } from 'vitest';
import type { Outbound, OutboundAnswer } from '@/lib/oauth/outbound';
import { limitOutbound } from '@/lib/upkeep/limited-outbound';
import { HandClock } from '@/test/authorization-server/hand-clock';

/** A way out whose requests are answered when the test says so. */
function held() {
  const asked: (PromiseWithResolvers<OutboundAnswer> & { url: string })[] = [];
  const outbound: Outbound = {
    clock: new HandClock(),
    send({ url }) {
      const answer = Promise.withResolvers<OutboundAnswer>();
      asked.push({ ...answer, url });
      return answer.promise;
    },
  };
  return { outbound, asked };
}

const request = (url: string) => ({ method: 'GET', url, headers: {}, sent: {} }) as const;
const answer = {} as OutboundAnswer;
const soon = () => new Promise((resolve) => setImmediate(resolve));

test('two at once, the others in their turn; a request that fails gives its place back', async () => {
  const { outbound, asked } = held();
  const limited = limitOutbound(outbound, 2);
  expect(limitOutbound(outbound, 2)).toBe(limited);
  const [first, second, third, fourth] = ['a', 'b', 'c', 'd'].map((url) => limited.send(request(url)));
  await soon();
  expect(asked.map(({ url }) => url)).toEqual(['a', 'b']);
  asked[0]?.reject(new Error('made up'));
  await expect(first).rejects.toThrow('made up');
  await soon();
  expect(asked.map(({ url }) => url)).toEqual(['a', 'b', 'c']);
  asked[1]?.resolve(answer);
  await second;
  await soon();
  expect(asked.map(({ url }) => url)).toEqual(['a', 'b', 'c', 'd']);
  for (const each of asked) each.resolve(answer);
  expect(await Promise.all([third, fourth])).toEqual([answer, answer]);
});
