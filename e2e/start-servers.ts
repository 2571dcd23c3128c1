import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FullConfig } from '@playwright/test';
import { type AppProcess, startApp } from '../test/app-process.ts';
import { makeEmptyCluster } from '../test/empty-cluster.ts';
import { createOwner } from './owner.ts';

/** Allowed by the configuration, but nobody listens there. */
export const DEAD_HOST = 'localhost:9';

/** What one worker walks on: an app, a practice Coupa and an owner of its own, so that no walk meets the faults or rows of another. */
export interface Servers {
  appOrigin: string;
  practiceOrigin: string;
  /** The owner's signed-in browser, as Playwright keeps it. */
  ownerState: string;
  ownerPassword: string;
}

/** Starts the built app with its practice Coupa for each worker, and makes the first owner the way a newcomer does. */
export default async function startServers({ workers }: FullConfig) {
  const folder = mkdtempSync(path.join(tmpdir(), 'caw-walks-'));
  const apps: AppProcess[] = [];
  const servers: Servers[] = [];
  // One after the other: should there be no build yet, the first one makes it; its database it makes itself, as a newcomer's does.
  for (let index = 0; index < workers; index += 1) {
    const dataDir = path.join(folder, `data-${index}`);
    const app = await startApp({ dataDir, env: { INSTANCE_HOSTS: DEAD_HOST } });
    apps.push(app);
    if (index === 0) await makeEmptyCluster(path.join(folder, 'empty-cluster'));
    const ownerState = path.join(folder, `owner-${index}.json`);
    const ownerPassword = await createOwner(app.welcomeUrl(), ownerState);
    servers.push({ appOrigin: app.origin, practiceOrigin: app.practiceOrigin, ownerState, ownerPassword });
  }
  process.env.WALK_SERVERS = JSON.stringify(servers);
  return async () => {
    await Promise.all(apps.map((app) => app.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
}
