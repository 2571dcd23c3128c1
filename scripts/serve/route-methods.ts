import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The methods of each route, read from its source. Next refuses a method that a route does not export with a bare 405,
 * and RFC 9110 §15.5.6 asks for `Allow`.
 */
export function readRouteMethods(root: string): (path: string) => string[] | null {
  const routes = globSync('app/api/**/route.ts', { cwd: root }).map((file) => ({
    pattern: patternOf(file),
    methods: methodsIn(readFileSync(path.join(root, file), 'utf8')),
  }));
  return (asked) => routes.find(({ pattern }) => pattern.test(asked))?.methods ?? null;
}

/** Next adds HEAD to GET, and OPTIONS to all. */
function methodsIn(source: string): string[] {
  const named = [...source.matchAll(/^export const ([A-Z]+) =/gm)].map(([, method = '']) => method);
  return [...named, ...(named.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].sort();
}

function patternOf(file: string): RegExp {
  const parts = path.dirname(file).split(path.sep).slice(1);
  const patterns = parts.map((part) => {
    if (part.startsWith('[...')) return '.+';
    if (part.startsWith('[')) return '[^/]+';
    return part.replace(/[^\w-]/g, '\\$&');
  });
  return new RegExp(`^/${patterns.join('/')}$`);
}
