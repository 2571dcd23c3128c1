import { createRateLimiter } from './api/rate-limiter.ts';
import { createSessions } from './portal/sessions.ts';
import type { Practice } from './practice.ts';
import { createProvider } from './provider/create-provider.ts';
import { CLOCK_AHEAD_SECONDS } from './provider/lifetimes.ts';
import { publicKeyOf } from './provider/shape-token-answer.ts';
import type { Settings } from './settings.ts';
import { memoryFile, openStateFile } from './store/state-file.ts';
import { openStore } from './store/store.ts';

/** Puts the parts together. `clock` gives milliseconds. */
export async function createPractice(settings: Settings, clock: () => number): Promise<Practice> {
  const origin = `http://localhost:${settings.port}`;
  const store = await openStore(
    settings.stateFolder === null ? memoryFile : openStateFile(settings.stateFolder),
  );
  return {
    origin,
    appUrl: settings.appUrl,
    store,
    provider: createProvider(origin, store),
    verifyKey: await publicKeyOf(store),
    sessions: createSessions(),
    limiter: createRateLimiter(clock),
    now: () => clock() + (store.isFaultOn('clock-ahead-10-min') ? CLOCK_AHEAD_SECONDS * 1000 : 0),
  };
}
