import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface Route {
  /** Its folder under `app`, for example `/api/accounts/[id]`. */
  name: string;
  /** Of its paths; parameters are groups of their name. */
  pattern: RegExp;
  methods: string[];
}

/**
 * The routes of the API with their methods, read from the sources. Next refuses a method that a route does not export with a
 * bare 405, and RFC 9110 §15.5.6 asks for `Allow`; and requests are counted by route.
 */
export function readRoutes(root: string): (path: string) => Route | null {
  const routes = globSync('app/api/**/route.ts', { cwd: root }).map((file) => ({
    name: `/${path.dirname(file).split(path.sep).slice(1).join('/')}`,
    pattern: patternOf(file),
    methods: methodsIn(readFileSync(path.join(root, file), 'utf8')),
  }));
  return (asked) => routes.find(({ pattern }) => pattern.test(asked)) ?? null;
}

/** Next adds HEAD to GET, and OPTIONS to all. */
function methodsIn(source: string): string[] {
  const named = [...source.matchAll(/^export const ([A-Z]+) =/gm)].map(([, method = '']) => method);
  return [...named, ...(named.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].sort();
}

function patternOf(file: string): RegExp {
  const parts = path.dirname(file).split(path.sep).slice(1);
  const patterns = parts.map((part) => {
    const [, rest, name] = /^\[(\.{3})?(\w+)\]$/.exec(part) ?? [];
    if (name) return `(?<${name}>${rest ? '.+' : '[^/]+'})`;
    return part.replace(/[^\w-]/g, '\\$&');
  });
  return new RegExp(`^/${patterns.join('/')}$`);
}
