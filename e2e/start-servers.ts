import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startApp } from '../test/app-process.ts';
import { createOwner } from './owner.ts';

/** Allowed by the configuration, but nobody listens there. */
export const DEAD_HOST = 'localhost:9';

/** Starts the built app with its practice Coupa in a folder of its own and makes the first owner the way a newcomer does. */
export default async function startServers() {
  const folder = mkdtempSync(path.join(tmpdir(), 'caw-walks-'));
  const app = await startApp({
    dataDir: path.join(folder, 'data'),
    env: { INSTANCE_HOSTS: DEAD_HOST },
  });
  process.env.APP_ORIGIN = app.origin;
  process.env.PRACTICE_ORIGIN = app.practiceOrigin;
  process.env.OWNER_STATE = path.join(folder, 'owner.json');
  await createOwner(app.welcomeUrl(), process.env.OWNER_STATE);
  return async () => {
    await app.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
