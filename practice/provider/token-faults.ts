import type { ServerResponse } from 'node:http';
import type { FaultName } from '../faults.ts';
import { sendJson, sendText } from '../http/answer.ts';
import { plainErrorPage } from '../portal/plain-pages.ts';
import type { Store } from '../store/store.ts';

const PIECE = `"${'x'.repeat(65_534)}"`;
const PIECES = 1024;

const plays: [FaultName, (res: ServerResponse) => void][] = [
  ['maintenance-503', (res) => sendHtml(res, 503, 'The instance is being updated')],
  ['token-silence', () => {}],
  ['token-500-html', (res) => sendHtml(res, 500, 'Something went wrong')],
  ['token-200-html', (res) => sendHtml(res, 200, 'Sign in')],
  ['token-404', (res) => sendHtml(res, 404, 'Page not found')],
  ['token-redirect', (res) => res.writeHead(302, { Location: '/session/new', 'Content-Length': 0 }).end()],
  [
    'token-429-retry-after',
    (res) => sendJson(res, 429, { error: 'Too Many Requests' }, { 'Retry-After': '7' }),
  ],
  ['token-truncated', sendTruncated],
  ['token-64mb', sendHuge],
];

/** Answers in place of the token endpoint when such a fault is on; then returns true. */
export function playTokenFault(store: Store, res: ServerResponse): boolean {
  const play = plays.find(([name]) => store.isFaultOn(name))?.[1];
  play?.(res);
  return play !== undefined;
}

const sendHtml = (res: ServerResponse, status: number, title: string) =>
  sendText(res, status, 'text/html', plainErrorPage(title).text);

function sendTruncated(res: ServerResponse) {
  res.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 1024 });
  res.write('{"access_token":"', () => res.destroy());
}

/** 64 MB in pieces, at the reader's pace and only while there is one. */
function sendHuge(res: ServerResponse) {
  res.writeHead(200, { 'Content-Type': 'application/json' });
  let left = PIECES;
  const writeMore = () => {
    while (left > 0 && !res.destroyed) {
      left -= 1;
      if (!res.write(`${left === PIECES - 1 ? '[' : ','}${PIECE}`)) {
        res.once('drain', writeMore);
        return;
      }
    }
    res.end(']');
  };
  writeMore();
}
