import type { Point } from '../points.ts';
import { tell } from '../remote.ts';

/** The one point at which renewals of these accounts stop, until they are let go or the process is killed. */
export class Stops {
  #armed: { point: Point; accountIds: Set<string> } | null = null;
  #stopped = new Map<string, () => void>();

  arm(point: Point, accountIds: string[]) {
    this.#armed = { point, accountIds: new Set(accountIds) };
  }

  /** To be called when a renewal comes by. */
  async pass(point: Point, accountId: string | null): Promise<void> {
    if (accountId === null || this.#armed?.point !== point) return;
    // Once: a second try goes on.
    if (!this.#armed.accountIds.delete(accountId)) return;
    const isGoing = new Promise<void>((resolve) => this.#stopped.set(accountId, resolve));
    tell({ event: 'stopped', point, accountId });
    await isGoing;
  }

  letGo(accountIds: string[]) {
    for (const accountId of accountIds) this.#stopped.get(accountId)?.();
  }
}

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

/** The account that stands in a file's name or in a text. */
export const accountIn = (text: string): string | null => ID.exec(text)?.[0] ?? null;
