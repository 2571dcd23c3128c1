import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { PACKED_LIST, packStatic } from './pack-static.ts';

/** What a build is made of. A test beside the code changes nothing in it. */
const SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'instrumentation.ts',
  'proxy.ts',
  'next.config.js',
  'postcss.config.mjs',
  'package-lock.json',
];
const isTest = (name: string) => /\.test\.tsx?$/.test(name);

/** True when there is no whole build, or a source file is newer than it. */
export function needsBuild(root: string): boolean {
  const builtAt = changedAt(path.join(root, PACKED_LIST));
  return SOURCES.some((source) => newestUnder(path.join(root, source)) > builtAt) || builtAt === 0;
}

/** Runs `next build` quietly, its output is shown only when it fails, and packs what browsers load of it. */
export async function build(root: string): Promise<void> {
  console.log('Building once, about a minute…');
  const startedAt = Date.now();
  const child = spawn(process.execPath, [path.join(root, 'node_modules/next/dist/bin/next'), 'build'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes) => {
      output += bytes;
    });
  }
  const stopChild = () => child.kill();
  process.once('exit', stopChild);
  const [code] = await once(child, 'exit');
  process.off('exit', stopChild);
  if (code !== 0) throw new Error(`The build failed.\n${output}`);
  await packStatic(root);
  console.log(`Built in ${Math.round((Date.now() - startedAt) / 1000)} seconds.`);
}

function newestUnder(place: string): number {
  const stats = statSync(place, { throwIfNoEntry: false });
  if (!stats?.isDirectory()) return stats?.mtimeMs ?? 0;
  // A directory's own time tells of files that were removed.
  let newest = stats.mtimeMs;
  for (const entry of readdirSync(place, { withFileTypes: true })) {
    if (entry.isFile() && isTest(entry.name)) continue;
    newest = Math.max(newest, newestUnder(path.join(place, entry.name)));
  }
  return newest;
}

const changedAt = (file: string) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
