import type { Handler } from '../practice.ts';

export interface Route {
  method: string;
  pattern: RegExp;
  handle: Handler;
}

/** `:name` in a path stands for one segment, `*` at its end for the rest. */
export function route(method: string, path: string, handle: Handler): Route {
  const source = path.replaceAll('.', '\\.').replace(/:\w+/g, '([^/]+)').replace(/\*$/, '(.*)');
  return { method, pattern: new RegExp(`^${source}$`), handle };
}

type Found = { route: Route; params: string[] } | { route: null; allowed: string[] };

/** HEAD is answered as GET; Node leaves the body out. */
export function findRoute(routes: readonly Route[], method: string, pathname: string): Found {
  const wanted = method === 'HEAD' ? 'GET' : method;
  const fitting = routes.filter(({ pattern }) => pattern.test(pathname));
  const found = fitting.find((candidate) => candidate.method === wanted);
  if (!found) return { route: null, allowed: fitting.map((candidate) => candidate.method) };
  const captured = found.pattern.exec(pathname)?.slice(1) ?? [];
  return { route: found, params: captured.map(decodeSegment) };
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
