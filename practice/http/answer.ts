import type { ServerResponse } from 'node:http';
import type { Html } from '../portal/html.ts';
import { PAGE_HEADERS } from '../portal/page-headers.ts';

type Headers = Record<string, string>;

export function sendText(
  res: ServerResponse,
  status: number,
  type: string,
  body: string,
  headers: Headers = {},
) {
  res.writeHead(status, {
    'Content-Type': `${type}; charset=utf-8`,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    ...headers,
  });
  res.end(body);
}

export const sendJson = (res: ServerResponse, status: number, body: unknown, headers: Headers = {}) =>
  sendText(res, status, 'application/json', JSON.stringify(body), headers);

/** After a POST the browser asks again with GET. */
export function sendSeeOther(res: ServerResponse, location: string, headers: Headers = {}) {
  res.writeHead(303, { Location: location, 'Content-Length': 0, 'Cache-Control': 'no-store', ...headers });
  res.end();
}

export const sendPage = (res: ServerResponse, status: number, page: Html, headers: Headers = PAGE_HEADERS) =>
  sendText(res, status, 'text/html', page.text, headers);
