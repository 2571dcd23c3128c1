import { cpSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PACKED_LIST } from '../../scripts/serve/pack-static.ts';

const COPIED = ['.next', 'app', 'components', 'lib', 'public', 'scripts', 'package.json', 'next.config.js'];
/** Not part of what is served, and large. */
const LEFT = ['.next/cache', '.next/dev'];

/** Copies the built app to a folder and takes proxy.ts out of the copy's build: what holds there does not rely on it. */
export function copyWithoutProxy(to: string): void {
  for (const name of COPIED)
    cpSync(name, path.join(to, name), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (source) => !LEFT.includes(path.relative('.', source)),
    });
  symlinkSync(path.resolve('node_modules'), path.join(to, 'node_modules'));
  const server = path.join(to, '.next', 'server');
  rmSync(path.join(server, 'middleware.js'));
  const manifest = path.join(server, 'functions-config-manifest.json');
  const { functions, ...rest } = JSON.parse(readFileSync(manifest, 'utf8'));
  if (!functions['/_middleware']) throw new Error('Next names its proxy differently by now.');
  delete functions['/_middleware'];
  writeFileSync(manifest, JSON.stringify({ ...rest, functions }));
  // The copy is younger than its build, which must not be made anew.
  const later = new Date(Date.now() + 60_000);
  utimesSync(path.join(to, PACKED_LIST), later, later);
}
