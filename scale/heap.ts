/** A queue that gives the smallest first. */
export class Heap<T> {
  readonly #items: { key: number; value: T }[] = [];

  get size() {
    return this.#items.length;
  }

  peekKey(): number | undefined {
    return this.#items[0]?.key;
  }

  push(key: number, value: T) {
    const items = this.#items;
    items.push({ key, value });
    for (let at = items.length - 1; at > 0; ) {
      const above = (at - 1) >> 1;
      if (this.#keyAt(above) <= this.#keyAt(at)) return;
      this.#swap(at, above);
      at = above;
    }
  }

  pop(): T | undefined {
    const items = this.#items;
    const [first] = items;
    const last = items.pop();
    if (!first || !last || items.length === 0) return first?.value;
    items[0] = last;
    for (let at = 0; ; ) {
      const left = 2 * at + 1;
      const smallest = [left, left + 1].reduce((a, b) => (this.#keyAt(b) < this.#keyAt(a) ? b : a), at);
      if (smallest === at) return first.value;
      this.#swap(at, smallest);
      at = smallest;
    }
  }

  #keyAt = (index: number) => this.#items[index]?.key ?? Number.POSITIVE_INFINITY;

  #swap(a: number, b: number) {
    const [left, right] = [this.#items[a], this.#items[b]];
    if (!left || !right) return;
    this.#items[a] = right;
    this.#items[b] = left;
  }
}
