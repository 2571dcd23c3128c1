import type { IncomingMessage, ServerResponse } from 'node:http';
import { contentPolicy } from '../../lib/door/content-policy.ts';

const DENIED_FEATURES = 'camera=(), geolocation=(), microphone=(), payment=(), usb=()';

/** Headers of every answer, whoever makes it: a page, a route, a file, Next by itself, or this server before Next. */
export const answerHeaders = (isHttps: boolean): Record<string, string> => ({
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': DENIED_FEATURES,
  'X-Frame-Options': 'DENY',
  ...(isHttps && { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' }),
});

/** The policy of an answer that nobody gave one: it may load, run and be framed by nothing. */
export const CLOSED_POLICY = contentPolicy(null, false);

interface Options {
  isHttps: boolean;
  /** The methods that a route takes, for a 405 that does not name them; null when there is no such route. */
  methodsOf(path: string): string[] | null;
}

/**
 * Completes the headers in the moment before they are sent, when Next and the page have said what they want.
 * Only proxy.ts opens the content policy for a page; without it a page comes with the closed one and runs nothing.
 */
export function fillHeaders(
  request: IncomingMessage,
  response: ServerResponse,
  { isHttps, methodsOf }: Options,
): void {
  const path = URL.parse(request.url ?? '', 'http://path.invalid')?.pathname ?? '';
  const { writeHead } = response;
  response.writeHead = ((...args: Parameters<typeof writeHead>) => {
    for (const [name, value] of Object.entries(answerHeaders(isHttps))) response.setHeader(name, value);
    if (!response.hasHeader('Content-Security-Policy'))
      response.setHeader('Content-Security-Policy', CLOSED_POLICY);
    // Where the status is given here it does not stand in the response yet.
    const [status] = args;
    if (!mayBeKept(path, status)) response.setHeader('Cache-Control', keptByNobody(response));
    const type = typeWithCharset(response, status);
    if (type !== null) response.setHeader('Content-Type', type);
    const methods = status === 405 && !response.hasHeader('Allow') ? methodsOf(path) : null;
    if (methods) response.setHeader('Allow', methods.join(', '));
    return writeHead.apply(response, args);
  }) as typeof writeHead;
}

/** Every answer says what it is, and text in which characters (ASVS 4.1.1); Next leaves it out of redirects and of the icon. */
function typeWithCharset(response: ServerResponse, status: number): string | null {
  if (status === 204 || status === 304) return null;
  const said = String(response.getHeader('Content-Type') ?? 'text/plain');
  const isText = /^(text\/|application\/(json|javascript|xml)|[^;]*\+(json|xml))/.test(said);
  return isText && !said.includes('charset=') ? `${said}; charset=utf-8` : said;
}

/** Files whose names are hashes of their content, when they are there. */
const mayBeKept = (path: string, status: number) => path.startsWith('/_next/static/') && status < 400;

/** What an answer says about caches stays when it says at least that; a stream also says that it may not be packed. */
function keptByNobody(response: ServerResponse): string {
  const said = String(response.getHeader('Cache-Control') ?? '');
  return said.includes('no-store') ? said : 'no-store';
}
