import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { answerHeaders, CLOSED_POLICY } from './fill-headers.ts';
import { refuse } from './refuse-request.ts';

/** What Node would answer by itself, before there is a request for anybody, and without our headers. */
export function refuseRaw(server: Server, isHttps: boolean): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    // Into an answer that is under way nothing may be written: it would be read as part of it, or as the next one.
    const isAnswering = '_httpMessage' in socket && Boolean(socket._httpMessage);
    if (error.code === 'ECONNRESET' || !socket.writable || isAnswering) return void socket.destroy();
    socket.end(rawAnswer(STATUS_OF[error.code ?? ''] ?? 400, isHttps));
  });
  server.on('connect', (_request: IncomingMessage, socket: Duplex) => {
    socket.end(rawAnswer(405, isHttps, { Allow: 'GET, HEAD' }));
  });
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    for (const [name, value] of Object.entries(closedHeaders(isHttps))) response.setHeader(name, value);
    refuse(response, 417, 'Nothing is expected here but 100-continue.');
  });
}

const STATUS_OF: Record<string, number> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

const closedHeaders = (isHttps: boolean) => ({
  ...answerHeaders(isHttps),
  'Content-Security-Policy': CLOSED_POLICY,
  'Cache-Control': 'no-store',
});

function rawAnswer(status: number, isHttps: boolean, more: Record<string, string> = {}): string {
  const words = `${STATUS_CODES[status]}.\n`;
  const headers = {
    ...closedHeaders(isHttps),
    ...more,
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': String(words.length),
    Connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', words].join('\r\n');
}
