import type { IncomingMessage, ServerResponse } from 'node:http';
import { countRequest } from '../../lib/ops/request-counts.ts';
import type { Route } from './read-routes.ts';

/** Counts a request when its answer has left or its asker has gone. What is not a route of the API is a page, a file or nothing. */
export function countAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  routeOf: (path: string) => Route | null,
): void {
  const startedAt = performance.now();
  response.once('close', () => {
    const path = URL.parse(request.url ?? '', 'http://path.invalid')?.pathname ?? '';
    countRequest({
      route: routeOf(path)?.name ?? kindOf(path),
      method: METHODS.has(request.method ?? '') ? String(request.method) : 'other',
      status: response.statusCode,
      seconds: (performance.now() - startedAt) / 1000,
    });
  });
}

/** Anybody may invent a method; a series is made for these only. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

function kindOf(path: string): string {
  if (path.startsWith('/_next/')) return 'file';
  return path.startsWith('/api/') ? 'nothing' : 'page';
}
