import { readFileSync } from 'node:fs';

/** Everything that the build answers to: pages, routes and files that are routes. */
export const buildRoutes = (): string[] =>
  Object.values(
    JSON.parse(readFileSync('.next/app-path-routes-manifest.json', 'utf8')) as Record<string, string>,
  );

export const isApiRoute = (route: string) => route.startsWith('/api/');

/** An address of a route, about this account. */
export const addressOf = (route: string, accountId: string): string =>
  route
    .replace('[id]', accountId)
    .replace('[format]', 'curl')
    .replace('[keyId]', 'k9')
    .replace(/\[\.\.\.[^\]]+\]/, 'session')
    .replace(/\[[^\]]+\]/g, 'x');
