import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

/** Places where a Chromium or Chrome stands on Linux and macOS. */
const KNOWN = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const find = () =>
  [process.env.CHROMIUM_PATH, chromium.executablePath(), ...KNOWN].find((path) => path && existsSync(path));

/** Tries in order: Playwright's own download, then the system's packages where this process may install them. */
const INSTALLS: [string, string[]][] = [
  ['playwright', ['install', 'chromium']],
  ['apt-get', ['update', '-q']],
  ['apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-liberation']],
];

/** Path of a real Chromium, found or installed. Ends the process with words when there is none to be had. */
export function ensureBrowser(): string {
  const found = find();
  if (found) return found;
  for (const [command, args] of INSTALLS) {
    console.log(`No Chromium yet: ${command} ${args.join(' ')}`);
    spawnSync(command, args, {
      stdio: 'inherit',
      timeout: 300_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    const installed = find();
    if (installed) return installed;
  }
  console.error('A Chromium is needed for the browser walks. Install one and set CHROMIUM_PATH to it.');
  process.exit(1);
}
