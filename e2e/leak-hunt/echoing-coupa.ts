import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { madeUp } from './canaries.ts';

type Mode = 'grant' | keyof typeof ECHOES;

/**
 * A Coupa that means no good: it grants tokens that are canaries, and in its other modes writes whatever it was sent into
 * every part of an answer that somebody might show or log.
 */
export interface EchoingCoupa {
  origin: string;
  tokens: { access: string; refresh: string; code: string }[];
  mode: Mode;
  stop(): Promise<void>;
}

const json = (response: ServerResponse, status: number, body: unknown) =>
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));

/** Each writes all it was sent somewhere else. */
const ECHOES = {
  description: (response: ServerResponse, sent: string) =>
    json(response, 400, { error: 'invalid_client', error_description: sent }),
  code: (response: ServerResponse, sent: string) => json(response, 401, { error: sent }),
  challenge: (response: ServerResponse, sent: string) =>
    response
      .writeHead(401, { 'WWW-Authenticate': `Bearer error_description="${encodeURIComponent(sent)}"` })
      .end(),
  page: (response: ServerResponse, sent: string) =>
    response.writeHead(500, { 'Content-Type': 'text/html' }).end(`<!doctype html><h1>${sent}</h1>`),
  redirect: (response: ServerResponse, sent: string) =>
    response.writeHead(302, { Location: `/elsewhere?${encodeURIComponent(sent)}` }).end(),
  'with a token': (response: ServerResponse, sent: string) =>
    json(response, 200, {
      access_token: madeUp('unused'),
      token_type: 'mac',
      expires_in: 1,
      note: sent,
    }),
};
export const ECHO_MODES = Object.keys(ECHOES) as (keyof typeof ECHOES)[];

export async function startEchoingCoupa(): Promise<EchoingCoupa> {
  const server = createServer((request, response) => void answer(coupa, request, response));
  await new Promise<void>((done) => server.listen(0, 'localhost', done));
  const coupa: EchoingCoupa = {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    tokens: [],
    mode: 'grant',
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  return coupa;
}

async function answer(coupa: EchoingCoupa, request: IncomingMessage, response: ServerResponse) {
  let body = '';
  for await (const part of request) body += part;
  const url = new URL(request.url ?? '/', coupa.origin);
  const authorization = request.headers.authorization ?? '';
  if (url.pathname === '/oauth2/authorizations/new') return consent(coupa, url, response);
  if (url.pathname === '/oauth2/token') {
    if (coupa.mode === 'grant') return grant(coupa, body, response);
    return ECHOES[coupa.mode](response, `${decodeURIComponent(body.replaceAll('+', ' '))} ${authorization}`);
  }
  if (url.pathname.startsWith('/api/')) {
    if (coupa.mode === 'grant') return json(response, 200, [{ id: 1 }]);
    return ECHOES[coupa.mode](response, authorization);
  }
  return response.writeHead(404, { 'Content-Type': 'text/html' }).end(`<h1>${url.href}</h1>`);
}

/** Everybody consents here at once. */
function consent(coupa: EchoingCoupa, url: URL, response: ServerResponse) {
  const back = new URL(url.searchParams.get('redirect_uri') ?? '');
  const code = madeUp('code');
  coupa.tokens.push({ access: '', refresh: '', code });
  back.searchParams.set('code', code);
  back.searchParams.set('state', url.searchParams.get('state') ?? '');
  response.writeHead(303, { Location: back.href }).end();
}

function grant(coupa: EchoingCoupa, body: string, response: ServerResponse) {
  const tokens = { access: madeUp('access'), refresh: madeUp('refresh'), code: '' };
  coupa.tokens.push(tokens);
  const isLogin = !body.includes('grant_type=client_credentials');
  json(response, 200, {
    access_token: tokens.access,
    token_type: 'bearer',
    expires_in: 86_399,
    ...(isLogin && { refresh_token: tokens.refresh }),
  });
}
