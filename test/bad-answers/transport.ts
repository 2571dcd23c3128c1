import { gzipSync } from 'node:zlib';
import {
  breakOff,
  drip,
  flood,
  hangUp,
  json,
  raw,
  redirect,
  silence,
  tokenBody,
} from '@/test/authorization-server/answers';
import { type BadAnswer, bad } from '@/test/bad-answers/row';

const JSON_TYPE = { 'Content-Type': 'application/json' };
const DEADLINE_MS = 10_000;
/** Members of a gzip file may follow each other: 200 kB that unfold to 200 MB. */
const gzipBomb = () => Buffer.concat(Array(200).fill(gzipSync(Buffer.alloc(2 ** 20), { level: 9 })));

const encoded = (encoding: string, body: string | Buffer): BadAnswer =>
  bad(
    `content encoding ${encoding}`,
    'answer_invalid',
    raw(200, body, { ...JSON_TYPE, 'Content-Encoding': encoding }),
  );
const right = JSON.stringify(tokenBody());
const manyHeaders = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`x-${index}`, 'y']));

/** Writes these bytes as they are and ends the connection. */
const bytes = (text: string) => bad('', 'answer_invalid', (response) => response.socket?.end(text));

/** What goes wrong below the level of OAuth: size, time, encoding, redirects, broken connections. */
export const TRANSPORT: BadAnswer[] = [
  {
    ...bad(
      '64 MB',
      'answer_too_large',
      flood(64, () => undefined),
    ),
    isHeavy: true,
  },
  {
    ...bad(
      'a length of 64 MB, announced',
      'answer_too_large',
      raw(200, 'x', { ...JSON_TYPE, 'Content-Length': 2 ** 26 }),
    ),
    isHeavy: true,
  },
  { ...bad('one byte over the limit', 'answer_too_large', raw(200, Buffer.alloc(262_145, ' '), JSON_TYPE)) },
  {
    name: 'a gzip bomb, 200 kB for 200 MB',
    code: 'answer_invalid',
    isHeavy: true,
    answer: () => raw(200, gzipBomb(), { ...JSON_TYPE, 'Content-Encoding': 'gzip' }),
  },
  { ...bad('10,000 headers', 'answer_too_large', json(200, tokenBody(), manyHeaders)), isHeavy: true },
  bad('a header of 20 kB', 'answer_too_large', json(200, tokenBody(), { 'X-Long': 'y'.repeat(20_000) })),
  {
    name: 'a byte every 200 ms',
    code: 'instance_timeout',
    isHeavy: true,
    answer: ({ clock }) => drip(() => clock.moveMs(200)),
  },
  { ...bad('silence instead of headers', 'instance_timeout', silence), silentForMs: DEADLINE_MS },
  {
    ...bad('silence after the headers', 'instance_timeout', (response) =>
      response.writeHead(200, JSON_TYPE).flushHeaders(),
    ),
    silentForMs: DEADLINE_MS,
  },
  {
    ...bad('silence after 103 Early Hints', 'instance_timeout', (response) =>
      response.writeEarlyHints({ link: '</x>; rel=preload' }),
    ),
    silentForMs: DEADLINE_MS,
  },
  encoded('gzip', gzipSync(right)),
  encoded('br', right),
  encoded('deflate', right),
  encoded('gzip, identity', right),
  encoded('made-up', right),
  bad('a body that breaks off', 'answer_truncated', breakOff('{"access_token":"made-up')),
  bad('a whole grant that is shorter than announced', 'answer_truncated', breakOff(right)),
  bad('a connection that ends before the answer', 'instance_unreachable', hangUp),
  { ...bytes('SSH-2.0-made-up\r\n'), name: 'another protocol' },
  {
    ...bytes('HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n'),
    name: 'two lengths',
    code: 'instance_unreachable',
  },
  {
    ...bytes(
      `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n${right}`,
    ),
    name: 'a chunk size that is no number',
  },
  { ...bytes('HTTP/1.1 200 OK\r\nX: a\u0000b\r\n\r\n'), name: 'NUL in a header' },
  ...[301, 302, 303, 307, 308].map(
    (status): BadAnswer => ({
      name: `redirect ${status}`,
      code: 'endpoint_redirected',
      answer: ({ targetOrigin }) => redirect(status, `${targetOrigin}/collect`),
    }),
  ),
  ...[
    ...['http://169.254.169.254/latest/meta-data/', 'http://[::ffff:169.254.169.254]/', 'file:///etc/passwd'],
    ...['//evil.example/', 'javascript:alert(1)', '/oauth2/token', '', 'http://'],
  ].map((location) => bad(`redirect to "${location}"`, 'endpoint_redirected', redirect(307, location))),
  bad('300 without a place to go', 'endpoint_redirected', raw(300, '')),
  bad('304', 'endpoint_redirected', raw(304, '')),
  {
    ...bad('a redirect with an endless body', 'endpoint_redirected', (response) => {
      response.writeHead(302, { Location: '/', 'Content-Length': 2 ** 40 }).write('x');
    }),
    isHeavy: true,
  },
];
