import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendJson, sendText } from '../http/answer.ts';
import { elementNameOf, listNameOf, type Row } from './rows.ts';

/** Coupa answers in XML unless the caller asks for JSON. */
export const wantsJson = (req: IncomingMessage) => (req.headers.accept ?? '').includes('application/json');

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
const sendXml = (res: ServerResponse, status: number, body: string, headers: Record<string, string> = {}) =>
  sendText(res, status, 'application/xml', `${DECLARATION}${body}\n`, headers);

/** No match is 200 and `[]` in JSON, but 404 in XML. */
export function sendRows(req: IncomingMessage, res: ServerResponse, path: string, rows: readonly Row[]) {
  if (wantsJson(req)) return sendJson(res, 200, rows);
  if (rows.length === 0) return sendErrors(req, res, 404, 'No results match your search criteria.');
  const name = listNameOf(path);
  sendXml(res, 200, `<${name} type="array">${rows.map((row) => element(path, row)).join('')}</${name}>`);
}

export function sendRow(req: IncomingMessage, res: ServerResponse, path: string, row: Row) {
  if (wantsJson(req)) sendJson(res, 200, row);
  else sendXml(res, 200, element(path, row));
}

export function sendErrors(
  req: IncomingMessage,
  res: ServerResponse,
  status: number,
  text: string,
  headers: Record<string, string> = {},
) {
  if (wantsJson(req)) return sendJson(res, status, { errors: { error: [text] } }, headers);
  sendXml(res, status, `<errors><error>${escapeXml(text)}</error></errors>`, headers);
}

function element(path: string, row: Row): string {
  const name = elementNameOf(path);
  const fields = Object.entries(row).map(
    ([key, value]) => `<${key}${typeOf(key, value)}>${escapeXml(String(value))}</${key}>`,
  );
  return `<${name}>${fields.join('')}</${name}>`;
}

function typeOf(key: string, value: string | number): string {
  if (typeof value === 'number') return ' type="integer"';
  return key.endsWith('-at') ? ' type="dateTime"' : '';
}

const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
