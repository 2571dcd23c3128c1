import { defineConfig, devices } from '@playwright/test';
import { ensureBrowser } from './scripts/browser.ts';

/** Walks run against the built app and the practice Coupa, started by e2e/start-servers.ts in folders of their own, once for each worker. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.walk.ts',
  outputDir: 'test-results',
  fullyParallel: false,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: '.test-reports/walks.json' }]],
  globalSetup: './e2e/start-servers.ts',
  use: {
    ...devices['Desktop Chrome'],
    timezoneId: 'Asia/Kathmandu',
    locale: 'en-GB',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: ensureBrowser(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
});
