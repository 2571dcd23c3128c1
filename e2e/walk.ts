import { test as base, expect } from '@playwright/test';
import type { Servers } from './start-servers.ts';

export { expect };

interface Walk {
  /** Console lines that this walk expects, for example of a refused request. Everything else fails it. */
  expectedNoise: RegExp[];
  guard: undefined;
}

/** A signed-in browser whose every console error, warning, page error and policy violation fails the walk. */
export const test = base.extend<Walk>({
  // Playwright reads what a fixture needs from its first argument, even when that is nothing.
  // biome-ignore lint/correctness/noEmptyPattern: see above
  storageState: async ({}, use) => use(servers().ownerState),
  // biome-ignore lint/correctness/noEmptyPattern: see above
  baseURL: async ({}, use) => use(appOrigin()),
  // biome-ignore lint/correctness/noEmptyPattern: see above
  expectedNoise: async ({}, use) => use([]),
  guard: [
    async ({ context, expectedNoise }, use) => {
      const heard: string[] = [];
      context.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) heard.push(message.text());
      });
      context.on('weberror', (error) => heard.push(String(error.error())));
      // What code catches itself leaves no line on the console.
      await context.addInitScript(() =>
        addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) =>
          console.error(`policy violated: ${violatedDirective} ${blockedURI} in ${sourceFile}`),
        ),
      );
      await use(undefined);
      const unexpected = heard.filter((line) => !expectedNoise.some((pattern) => pattern.test(line)));
      expect(unexpected, 'unexpected console output').toEqual([]);
    },
    { auto: true },
  ],
});

/** Chromium writes a line for every answer of 400 and above; a walk that provokes one says so. */
export const REFUSED = /^Failed to load resource: the server responded with a status of (4\d\d|5\d\d)/;

/** Those of the worker that runs this walk. */
function servers(): Servers {
  const all = JSON.parse(process.env.WALK_SERVERS ?? '[]') as Servers[];
  const own = all[Number(process.env.TEST_PARALLEL_INDEX)];
  if (!own) throw new Error('no servers were started for this worker');
  return own;
}
export const practiceOrigin = () => servers().practiceOrigin;
export const appOrigin = () => servers().appOrigin;
export const ownerPassword = () => servers().ownerPassword;
