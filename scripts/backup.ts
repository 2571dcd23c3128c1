import { createWriteStream, existsSync, renameSync, rmSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import './alias.ts';

/**
 * `npm run backup -- <file>`: writes the embedded database into a file. While the service runs it is asked for it, because a
 * second process must not open the database; otherwise it is opened here.
 */
const { leaveRequest, withdrawRequest } = await import('../lib/backup/backup-request.ts');
const { makeBackup } = await import('../lib/backup/make-backup.ts');
const { getStore } = await import('../lib/db/store.ts');
const { readEnv } = await import('../lib/env.ts');
const { AppError } = await import('../lib/errors.ts');
const { failureWords } = await import('./failure-words.ts');

const [file] = process.argv.slice(2);
if (!file) {
  console.error('Use: npm run backup -- file.tar.gz');
  process.exit(2);
}
if (existsSync(file)) {
  console.error(`${file} is there already. Choose another name.`);
  process.exit(2);
}
const env = readEnv();
const partial = `${file}.partial`;
try {
  if (env.databaseUrl) throw new AppError('backup_elsewhere');
  await saveWhileStopped().catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'data_directory_in_use') return askService();
    throw error;
  });
  renameSync(partial, file);
  console.log(
    `${file} holds the database. It opens with the keys in ${env.keysFile} only: keep a copy of those elsewhere.`,
  );
} catch (error) {
  rmSync(partial, { force: true });
  console.error(failureWords(error));
  process.exitCode = 1;
}

function save(content: AsyncIterable<Uint8Array>) {
  return pipeline(content, createWriteStream(partial, { mode: 0o600, flush: true }));
}

async function saveWhileStopped() {
  // Opening would make a new one.
  const directory = path.join(env.dataDir, 'db');
  if (!existsSync(directory)) throw new Error(`There is no database in ${directory}.`);
  const store = await getStore();
  try {
    const { content } = await makeBackup(store, null, new Date());
    await save(content.stream());
  } finally {
    await store.close();
  }
}

async function askService() {
  const proof = leaveRequest(env.dataDir);
  try {
    const answer = await post(JSON.stringify({ proof }));
    if (answer.statusCode !== 200) throw new Error(`The running service answered ${answer.statusCode}.`);
    await save(answer);
    if (!answer.complete) throw new Error('The running service ended in the middle of the answer.');
  } finally {
    withdrawRequest(env.dataDir);
  }
}

/** node:http, because the Host must be that of APP_URL wherever the service listens. */
function post(body: string): Promise<IncomingMessage> {
  const host = ['0.0.0.0', '::'].includes(env.host) ? 'localhost' : env.host;
  const headers = { Host: new URL(env.appUrl).host, 'Content-Type': 'application/json' };
  return new Promise((resolve, reject) => {
    const asked = { host, port: env.port, path: '/api/backup/local', method: 'POST', headers };
    request(asked, resolve).once('error', reject).end(body);
  });
}
