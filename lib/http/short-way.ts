import type { NextRequest } from 'next/server';
import type { RouteContext } from '@/lib/http/guard';
import { processWide } from '../process-wide.ts';

export type Handle = (request: NextRequest, context: RouteContext) => Promise<Response>;

/** By the route's folder under `app`. */
export const shortWays = () => processWide('short-ways', () => new Map<string, Handle>());

/**
 * Lets scripts/serve call this handler of a `guarded` GET itself, for requests by key, once Next has loaded the route: pipelines
 * ask before each of their calls, and Next's way to a handler takes longer than its work (README, Figures, B3). It is the same
 * handler with the same guard. What needs Next (sessions, other methods) goes on through Next.
 */
export function shortWay(route: string, handle: Handle): void {
  shortWays().set(route, handle);
}
