import path from 'node:path';
import { defineConfig } from 'vitest/config';

const shared = {
  exclude: ['node_modules/**', '.next/**', 'e2e/**'],
  setupFiles: ['test/no-console.ts'],
  testTimeout: 20_000,
  hookTimeout: 60_000,
};
const resolve = { alias: { '@': path.resolve(import.meta.dirname) } };

process.env.TZ = 'Asia/Kathmandu';

export default defineConfig({
  test: {
    maxWorkers: 2,
    // The JSON is what `npm run requirements` reads.
    reporters: ['default', 'json'],
    outputFile: { json: '.test-reports/unit.json' },
    projects: [
      {
        resolve,
        test: {
          ...shared,
          name: 'pglite',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...shared.exclude, '**/*.server.test.ts'],
          globalSetup: ['test/pglite.ts'],
          provide: { postgresUrl: '' },
        },
      },
      {
        resolve,
        test: {
          ...shared,
          name: 'postgres',
          // People, sessions and routes are rows like any other, and cost two minutes: once, on the embedded database, is enough.
          exclude: [...shared.exclude, 'lib/door/**', 'lib/http/**', 'app/**'],
          include: ['**/*.{db,server}.test.ts'],
          globalSetup: ['test/postgres.ts'],
          provide: { pgliteDump: '' },
        },
      },
    ],
  },
});
