/**
 * One value for the whole process under a global symbol.
 * A production build gives instrumentation.ts and every route their own copy of each module, so a module variable is not process-wide.
 */
export function processWide<T>(name: string, make: () => T): T {
  const key = Symbol.for(`coupa-account-wizard.${name}`);
  const holder = globalThis as unknown as Record<symbol, T | undefined>;
  holder[key] ??= make();
  return holder[key];
}

/** Forgets the value, so that the next caller makes a new one (after a failed open, or at shutdown). */
export function forgetProcessWide(name: string) {
  delete (globalThis as unknown as Record<symbol, unknown>)[Symbol.for(`coupa-account-wizard.${name}`)];
}

/** What the whole process knows of its own end: scripts/serve begins it, the health route tells of it. */
export const ending = () => processWide('ending', () => ({ hasBegun: false }));
