import { readFileSync } from 'node:fs';
import path from 'node:path';
import { sendText } from '../http/answer.ts';
import { route } from '../http/router.ts';

/** Read once: they are part of the program. */
const readOwn = (name: string) => readFileSync(path.join(import.meta.dirname, name), 'utf8');
const STYLE = readOwn('portal.css');
const SCRIPT = readOwn('portal.js');
const ICON = readOwn('icon.svg');

export const FILE_ROUTES = [
  route('GET', '/practice/portal.css', ({ res }) => sendText(res, 200, 'text/css', STYLE)),
  route('GET', '/practice/portal.js', ({ res }) => sendText(res, 200, 'text/javascript', SCRIPT)),
  route('GET', '/practice/icon.svg', ({ res }) => sendText(res, 200, 'image/svg+xml', ICON)),
];
