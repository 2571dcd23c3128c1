import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { takePacked } from '@/scripts/serve/take-packed';

const packed = new Set(['/_next/static/chunks/a.js', '/_next/static/chunks/b.css']);

function take(url: string, accepts?: string) {
  const request = new IncomingMessage(new Socket());
  request.url = url;
  if (accepts !== undefined) request.headers['accept-encoding'] = accepts;
  const response = new ServerResponse(request);
  takePacked(request, response, packed);
  return { url: request.url, headers: { ...response.getHeaders() } };
}

test.each(['br', 'gzip, deflate, br, zstd', 'gzip,br;q=0.5', 'br;q=1.0', 'br;q=0.001'])(
  'who takes %s gets the packed file, and is told what is in it',
  (accepts) => {
    const { url, headers } = take('/_next/static/chunks/a.js', accepts);
    expect(url).toBe('/_next/static/chunks/a.js.br');
    expect(headers).toEqual({
      vary: 'Accept-Encoding',
      'content-encoding': 'br',
      'content-type': 'application/javascript; charset=UTF-8',
    });
  },
);

test('a style sheet is one, and a query makes no difference', () => {
  const { url, headers } = take('/_next/static/chunks/b.css?v=1', 'br');
  expect([url, headers['content-type']]).toEqual([
    '/_next/static/chunks/b.css.br',
    'text/css; charset=UTF-8',
  ]);
});

test.each([undefined, '', 'gzip', 'br;q=0', 'br; q=0.000, gzip', 'brotli', 'x-br'])(
  'who takes %s gets the file itself, and caches learn that there are two',
  (accepts) => {
    const { url, headers } = take('/_next/static/chunks/a.js', accepts);
    expect(url).toBe('/_next/static/chunks/a.js');
    expect(headers).toEqual({ vary: 'Accept-Encoding' });
  },
);

test.each([
  '/accounts',
  '/_next/static/chunks/c.js',
  '/_next/static/chunks/a.js.br',
  '/_next/static/chunks/%61.js',
])('%s is left as it is', (url) => {
  expect(take(url, 'br')).toEqual({ url, headers: {} });
});
