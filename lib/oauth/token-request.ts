import { type Configuration, customFetch } from 'openid-client';
import { AppError, type Trace } from '@/lib/errors';
import { configure } from '@/lib/oauth/configuration';
import { type IdToken, invalidIdToken, readIdToken } from '@/lib/oauth/id-token';
import { keptKeys } from '@/lib/oauth/kept-keys';
import type { Outbound } from '@/lib/oauth/outbound';
import { readRefusal } from '@/lib/oauth/refused-answer';
import { secretsOfForm, showForm } from '@/lib/oauth/sent-form';
import { findRefreshToken, readTokenAnswer, type TokenAnswer } from '@/lib/oauth/token-answer';
import type { Client, ClientAuthMethod, Clock, Endpoints, TokenGrant } from '@/lib/oauth/types';

export interface TokenRequest {
  endpoints: Endpoints;
  client: Client;
  method: ClientAuthMethod;
  outbound: Outbound;
  clock: Clock;
  nonce?: string | null;
  isFresh?: boolean;
  previousIdToken?: IdToken | null;
  /** Told of the answer as soon as it is parsed, before its ID token is looked at; what follows waits for it. */
  onAnswer?(received: Received): Promise<void>;
  /** Told of the refresh token in an answer that cannot be used otherwise: the one in use may be worthless now. */
  onRefreshToken?(refreshToken: string): Promise<void>;
}

/** A token answer, its request and when it came. */
export interface Received {
  answer: TokenAnswer;
  trace: Trace;
  at: Date;
}

/**
 * One token request through openid-client and the outbound guard. `ask` calls the grant function of the library.
 * The library makes the request (client authentication, PKCE) and verifies the ID token; the answer is parsed by our stricter rules
 * before it gets to see it.
 * @throws AppError those of the outbound guard, of `readRefusal`, of `readTokenAnswer`, and id_token_invalid
 */
export async function requestToken(
  request: TokenRequest,
  ask: (config: Configuration) => Promise<unknown>,
): Promise<TokenGrant> {
  const { endpoints, client, method, clock } = request;
  const config = configure(endpoints, client, method, clock);
  const keys = endpoints.jwksUri ? keptKeys(request.outbound, endpoints.jwksUri) : undefined;
  let hasFetchedKeys = false;
  let received: Received | undefined;
  keys?.use(config);
  config[customFetch] = async (url, { body, headers }) => {
    if (url === endpoints.jwksUri) {
      hasFetchedKeys = true;
      return fetchKeys(url, request);
    }
    received = await post(url, new URLSearchParams(body as URLSearchParams), headers, request);
    await request.onAnswer?.(received);
    return forLibrary(received.answer, endpoints.jwksUri !== undefined);
  };
  try {
    await ask(config);
  } catch (error) {
    throw nameFailure(error, received);
  } finally {
    if (hasFetchedKeys) keys?.note(config);
  }
  if (!received) throw new AppError('internal');
  return toGrant(request, received);
}

async function post(
  url: string,
  form: URLSearchParams,
  headers: Record<string, string>,
  { outbound, client, clock, onRefreshToken }: TokenRequest,
): Promise<Received> {
  const sent = showForm(form, headers);
  const answer = await outbound.send({ method: 'POST', url, headers, body: form.toString(), sent });
  const basic = headers.authorization?.replace(/^Basic /, '');
  const secrets = [...secretsOfForm(form), client.clientSecret, basic].filter(
    (secret) => secret !== undefined,
  );
  const refusal = readRefusal(answer, secrets, clock.now());
  if (refusal) throw withSecretLength(refusal, client);
  try {
    return { answer: readTokenAnswer(answer), trace: answer.trace, at: clock.now() };
  } catch (error) {
    const rescued = findRefreshToken(answer);
    if (rescued !== null) await onRefreshToken?.(rescued);
    throw error;
  }
}

/** How long the secret was that went out: it tells a cut one without telling what it was. */
function withSecretLength(refusal: AppError, { clientSecret }: Client): AppError {
  const { code, facts, trace } = refusal;
  if (code !== 'invalid_client' || !clientSecret) return refusal;
  return new AppError(code, { facts: { ...facts, secretLength: clientSecret.length }, trace });
}

async function fetchKeys(url: string, { outbound }: TokenRequest): Promise<Response> {
  const headers = { accept: 'application/json, application/jwk-set+json' };
  const answer = await outbound.send({ method: 'GET', url, headers, sent: {} });
  const contentType = answer.headers['content-type'] ?? '';
  return new Response(answer.text, { status: answer.status, headers: { 'content-type': contentType } });
}

/** Without published keys nothing in an ID token can be verified, so the library does not see it. */
function forLibrary({ accessToken, refreshToken, idToken, expiresInSeconds }: TokenAnswer, hasKeys: boolean) {
  return Response.json({
    access_token: accessToken,
    token_type: 'bearer',
    expires_in: expiresInSeconds,
    ...(refreshToken !== null && { refresh_token: refreshToken }),
    ...(idToken !== null && hasKeys && { id_token: idToken }),
  });
}

/**
 * The answer itself was in order when the library saw it, so what it refuses then is the ID token.
 * The library's error is not passed on: it carries the answer, and with it the tokens.
 */
function nameFailure(error: unknown, received: Received | undefined): AppError {
  const own = findOwn(error);
  if (received) return invalidIdToken(own ? 'keys are unavailable' : reasonOf(error), received.trace);
  return own ?? new AppError('internal', { facts: { reason: reasonOf(error) } });
}

/** The library wraps whatever a request throws. */
function findOwn(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  return error instanceof Error && error.cause !== undefined ? findOwn(error.cause) : null;
}

/** The claim at fault where the library names one, otherwise its code, for example OAUTH_KEY_SELECTION_FAILED. */
function reasonOf(error: unknown): string {
  const { cause, code } = error as { cause?: { cause?: { claim?: string } }; code?: string };
  return cause?.cause?.claim ?? code ?? 'unusable';
}

function toGrant(request: TokenRequest, { answer, trace, at }: Received): TokenGrant {
  const { idToken: raw, ...rest } = answer;
  const {
    client,
    method,
    endpoints,
    nonce = null,
    isFresh = true,
    previousIdToken: previous = null,
  } = request;
  const checks = {
    clientId: client.clientId,
    accessToken: answer.accessToken,
    nonce,
    now: at,
    isFresh,
    previous,
  };
  const idToken = raw === null ? null : readIdToken(raw, endpoints.jwksUri !== undefined, checks, trace);
  return { ...rest, idToken, authMethod: method, obtainedAt: at, trace, earlier: [] };
}
