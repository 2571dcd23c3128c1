/** Turns work that emits as it goes, from several places at once, into one stream. What the work throws, the stream throws. */
export async function* collect<Item>(
  work: (emit: (item: Item) => void) => Promise<void>,
): AsyncGenerator<Item> {
  const items: Item[] = [];
  let isDone = false;
  let wake = () => {};
  const emit = (item: Item) => {
    items.push(item);
    wake();
  };
  const finished = work(emit).finally(() => {
    isDone = true;
    wake();
  });
  // A reader who leaves early never awaits it.
  finished.catch(() => {});
  for (;;) {
    for (let item = items.shift(); item !== undefined; item = items.shift()) yield item;
    if (isDone) break;
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
  await finished;
}
