import type { Check, CheckGroup } from '@/lib/validation/report';

const GROUPS: CheckGroup[] = ['token', 'reads', 'writes'];

/** The newest state of every check, by group and then in the order they first appeared. */
export class CheckLedger {
  readonly #checks = new Map<string, Check>();

  write(check: Check): Check {
    this.#checks.set(check.id, check);
    return check;
  }

  list = (): Check[] =>
    GROUPS.flatMap((group) => [...this.#checks.values()].filter((check) => check.group === group));
}
