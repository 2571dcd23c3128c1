import type { Outbound } from '@/lib/oauth/outbound';

/** One for each way out, because what is found out of instances is kept by it. */
const limited = new WeakMap<Outbound, Outbound>();

/** A way out by which at most so many requests are on their way at once; others wait for their turn, in the order in which they came. */
export function limitOutbound(outbound: Outbound, most: number): Outbound {
  const known = limited.get(outbound);
  if (known) return known;
  let free = most;
  const waiting: (() => void)[] = [];
  const take = () => {
    free -= 1;
    return free >= 0 ? Promise.resolve() : new Promise<void>((resolve) => waiting.push(resolve));
  };
  const give = () => {
    free += 1;
    waiting.shift()?.();
  };
  const made: Outbound = {
    clock: outbound.clock,
    async send(request) {
      await take();
      try {
        return await outbound.send(request);
      } finally {
        give();
      }
    },
  };
  limited.set(outbound, made);
  return made;
}
