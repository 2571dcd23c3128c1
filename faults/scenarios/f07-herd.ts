import { Accounts } from '../accounts.ts';
import type { Ground } from '../ground.ts';
import type { Behaviour } from '../provider/behaviours.ts';

const INSTANCES = 8;
const MEGABYTE = 2 ** 20;
/** Of what a process takes, not of what it holds: the embedded database's pages come to it, and nothing for each account. */
const MOST_GROWTH_BYTES = 120 * MEGABYTE;

/** F7: thousands of tokens overdue at a start. A few at a time, the one that ends first at the front, and memory does not grow with them. */
export async function herd(ground: Ground): Promise<void> {
  const { provider, tally } = ground;
  const count = ground.isShort ? 240 : 2000;
  const origins = await Promise.all(Array.from({ length: INSTANCES }, () => provider.ask('start')));
  const installation = ground.install(origins);
  const worker = await installation.start({ offsetMs: await ground.offsetMs() });
  const behaviours = Array.from({ length: count }, (_, index): Behaviour | null =>
    index % 4 === 0 ? 'strict' : null,
  );
  // Between four hours and a few minutes left, in an order that is not that of the rows.
  const ageHours = (index: number) => 20 + 3.9 * (((index * 7919) % count) / count);
  const accounts = await Accounts.make(provider, worker, { origins, behaviours, ageHours });
  tally.inject(count);
  await provider.ask('watch', origins);
  const before = await worker.ask('memoryBytes');
  const { renewed, failed } = await worker.ask('round');
  const grownBytes = (await worker.ask('memoryBytes')) - before;
  tally.expect('F7', renewed === count && failed === 0, `${renewed} renewed, ${failed} failed`);
  const { overall, perInstance } = await provider.ask('busiest');
  tally.expect('F7', overall <= 8 && perInstance <= 2, `${overall} at once, ${perInstance} at one instance`);
  tally.expect('F7', grownBytes < MOST_GROWTH_BYTES, `grew by ${Math.round(grownBytes / MEGABYTE)} MB`);

  const order = new Map((await accounts.asked()).map(({ clientId }, place) => [clientId, place]));
  for (const [instance] of origins.entries()) {
    const theirs = accounts.ids
      .map((id, index) => ({ place: order.get(id) ?? -1, age: ageHours(index), index }))
      .filter(({ index }) => index % INSTANCES === instance);
    const byPlace = theirs.toSorted((a, b) => a.place - b.place);
    const byAge = theirs.toSorted((a, b) => b.age - a.age);
    // Two are on their way at a time and may change places on it.
    const furthest = Math.max(...byAge.map((each, rank) => Math.abs(byPlace.indexOf(each) - rank)));
    tally.expect('F7', furthest <= 2, `one came ${furthest} places out of its order`);
  }
  tally.count('F7', await accounts.judge(installation, worker));
}
