import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendJson } from '../http/answer.ts';
import { readBody } from '../http/read-body.ts';

type JsonObject = Record<string, unknown>;

export const isJson = (req: IncomingMessage) =>
  (req.headers['content-type'] ?? '').startsWith('application/json');

/** The body as a JSON object, or null after an answer that says what is wrong with it. */
export async function readJson(req: IncomingMessage, res: ServerResponse): Promise<JsonObject | null> {
  if (!isJson(req)) {
    sendMessages(res, 415, ['Send JSON with Content-Type: application/json.']);
    return null;
  }
  const body = parse(await readBody(req));
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as JsonObject;
  sendMessages(res, 400, ['The body has to be a JSON object.']);
  return null;
}

export const sendMessages = (res: ServerResponse, status: number, messages: readonly string[]) =>
  sendJson(res, status, { messages });

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
