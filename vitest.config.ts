import path from 'node:path';
import { defineConfig } from 'vitest/config';

/** Hundreds of files each, loaded anew for every test file: bundled once, they cost half. */
const MANY_FILES = [
  ...[
    '',
    '/migrator',
    '/pg-core',
    '/pglite',
    '/pglite/migrator',
    '/node-postgres',
    '/node-postgres/migrator',
  ].map((part) => `drizzle-orm${part}`),
  '@simplewebauthn/server',
];

const shared = {
  exclude: ['node_modules/**', '.next/**', 'e2e/**'],
  setupFiles: ['test/no-console.ts'],
  testTimeout: 20_000,
  hookTimeout: 60_000,
  deps: { optimizer: { ssr: { enabled: true, include: MANY_FILES } } },
};
const resolve = { alias: { '@': path.resolve(import.meta.dirname) } };

const NO_DATABASE = '!(*.db|*.server).test';
/** Rooms that keep nothing for the process, and no document: their tests share one, which saves each the loading of what it needs. */
const PURE = [
  `lib/{coupa,exports,oauth,planner,validation}/**/${NO_DATABASE}.ts`,
  `{app,components,practice,requirements}/**/${NO_DATABASE}.ts`,
];

/** People, sessions and routes are rows like any other: once is enough, where many connections race each other. */
const ON_SERVER_ONLY = ['**/*.server.test.ts', '{lib/door,lib/http,app}/**/*.db.test.ts'];

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
          name: 'pure',
          isolate: false,
          include: PURE,
          globalSetup: ['test/run-folder.ts'],
        },
      },
      {
        resolve,
        test: {
          ...shared,
          name: 'pglite',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...shared.exclude, ...PURE, ...ON_SERVER_ONLY],
          // A test file ends before optimized WebAssembly has paid for its making: half of what an embedded database costs here.
          execArgv: ['--liftoff-only'],
          globalSetup: ['test/run-folder.ts', 'test/pglite.ts'],
          provide: { postgresUrl: '' },
        },
      },
      {
        resolve,
        test: {
          ...shared,
          name: 'postgres',
          include: ['**/*.{db,server}.test.ts'],
          globalSetup: ['test/run-folder.ts', 'test/postgres.ts'],
          provide: { pgliteDump: '' },
        },
      },
    ],
  },
});
