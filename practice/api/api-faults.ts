import type { ServerResponse } from 'node:http';
import type { FaultName } from '../faults.ts';
import { sendPage, sendText } from '../http/answer.ts';
import { plainErrorPage } from '../portal/plain-pages.ts';
import type { Store } from '../store/store.ts';

export const sendTooMany = (res: ServerResponse) => sendText(res, 429, 'text/plain', 'Too Many Requests\n');

const plays: [FaultName, (res: ServerResponse) => void][] = [
  ['maintenance-503', (res) => sendPage(res, 503, plainErrorPage('The instance is being updated'))],
  ['api-silence', () => {}],
  ['api-500', (res) => sendPage(res, 500, plainErrorPage('Something went wrong'))],
  ['api-429', sendTooMany],
];

/** Answers in place of the API when such a fault is on; then returns true. */
export function playApiFault(store: Store, res: ServerResponse): boolean {
  const play = plays.find(([name]) => store.isFaultOn(name))?.[1];
  play?.(res);
  return play !== undefined;
}
