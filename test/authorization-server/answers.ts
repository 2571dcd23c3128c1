import { once } from 'node:events';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';

export type Answer = (response: ServerResponse, request: IncomingMessage) => unknown;

const JSON_TYPE = { 'Content-Type': 'application/json; charset=utf-8' };

export const raw =
  (status: number, body: string | Buffer, headers: OutgoingHttpHeaders = {}): Answer =>
  (response) =>
    response.writeHead(status, headers).end(body);

export const json = (status: number, body: unknown, headers: OutgoingHttpHeaders = {}) =>
  raw(status, JSON.stringify(body), { ...JSON_TYPE, ...headers });

/** JSON as it is written, for what JSON.stringify would never write. */
export const jsonText = (text: string) => raw(200, text, JSON_TYPE);

export const html = (status: number, body = '<!doctype html><html><title>Coupa</title></html>') =>
  raw(status, body, { 'Content-Type': 'text/html; charset=utf-8' });

export const redirect = (status: number, location: string) => raw(status, '', { Location: location });

/** Says nothing until the caller gives up. */
export const silence: Answer = () => undefined;

/** One byte after the other for as long as it is read; `onByte` is told of each. */
export const drip =
  (onByte: () => void): Answer =>
  async (response) => {
    response.writeHead(200, JSON_TYPE);
    while (!response.destroyed) {
      await new Promise((resolve) => response.write(' ', resolve));
      onByte();
      await setImmediate();
    }
  };

/** Ends the connection before a byte of an answer. */
export const hangUp: Answer = (response) => response.destroy();

/** Promises more bytes than come, then ends the connection. */
export const breakOff =
  (text: string): Answer =>
  (response) => {
    response.writeHead(200, { ...JSON_TYPE, 'Content-Length': text.length + 100 });
    response.write(text, () => response.destroy());
  };

/** Writes for as long as it is read, at most `megabytes`; `written` is told how many bytes left. */
export const flood =
  (megabytes: number, written: (bytes: number) => void): Answer =>
  async (response) => {
    response.writeHead(200, JSON_TYPE).write('{"access_token":"');
    const chunk = Buffer.alloc(65_536, 'a');
    const closed = once(response, 'close');
    for (let sent = 0; sent < megabytes * 2 ** 20 && !response.destroyed; sent += chunk.length) {
      written(sent);
      if (response.write(chunk)) continue;
      const { promise, resolve } = Promise.withResolvers<void>();
      response.once('drain', resolve);
      await Promise.race([promise, closed]);
    }
    response.end();
  };

/** A grant as Coupa gives it, and whatever is to be different. */
export const tokenBody = (parts: Record<string, unknown> = {}) => ({
  access_token: 'made-up-access-token',
  token_type: 'bearer',
  expires_in: 86_399,
  ...parts,
});

export const grant = (parts: Record<string, unknown> = {}) => json(200, tokenBody(parts));

/** A refusal as the gem behind Coupa's server writes it. */
export const refusal = (status: number, error: string, description?: string) =>
  json(status, { error, ...(description && { error_description: description }) });
