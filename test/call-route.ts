import { NextRequest } from 'next/server';

type Handler = (
  request: NextRequest,
  context: { params: Promise<Record<string, string>> },
) => Promise<Response>;

export interface RouteCall {
  method?: string;
  /** Below the origin, for example `/api/accounts?page=2`. */
  path: string;
  params?: Record<string, string>;
  headers?: Record<string, string> | Headers;
  body?: unknown;
}

/** Calls a route handler as Next does, guard and all, over the store that `useStore` gave the process. */
export function callRoute(handler: Handler, { method, path, params, headers, body }: RouteCall) {
  const all = new Headers(headers);
  all.set('host', 'localhost:3000');
  if (body !== undefined) all.set('content-type', 'application/json');
  const request = new NextRequest(`http://localhost:3000${path}`, {
    method: method ?? 'GET',
    headers: all,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  // Without parameters in the path Next resolves to undefined, whatever its types say.
  return handler(request, { params: Promise.resolve(params as Record<string, string>) });
}
