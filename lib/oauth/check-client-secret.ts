import { randomBytes } from 'node:crypto';
import { refreshTokenGrant } from 'openid-client';
import { AppError, type Trace } from '@/lib/errors';
import { methodsFor } from '@/lib/oauth/client-authentication';
import { requestClientCredentials } from '@/lib/oauth/client-credentials';
import type { Outbound } from '@/lib/oauth/outbound';
import { requestToken } from '@/lib/oauth/token-request';
import type { Client, Clock, Endpoints } from '@/lib/oauth/types';

interface SecretQuestion {
  endpoints: Endpoints;
  client: Client;
  outbound: Outbound;
  clock: Clock;
}

/** `unclear`: the server answered, and its answer tells nothing of the secret. */
export type SecretCheck =
  | { outcome: 'accepted'; how: 'token' | 'contrast'; trace: Trace | undefined }
  | { outcome: 'refused' | 'unclear'; error: AppError };

/** Answers that come from the token endpoint itself (RFC 6749 §5.2). All others say nothing of the client: they are thrown. */
const ANSWERS = new Set([
  ...['invalid_client', 'invalid_grant', 'invalid_request', 'invalid_scope'],
  ...['unauthorized_client', 'unsupported_grant_type'],
]);

/**
 * Is this secret accepted? Asks for a real token by client credentials (RFC 6749 §4.4) and throws it away. Coupa keeps several
 * tokens of one client side by side, so the one in use is not touched (shipped connectors rely on it; Coupa does not promise it).
 * @param scopes as in the token in use
 * @throws AppError those of `requestToken` that say nothing of the client: out of reach, in trouble, asking to wait
 */
export async function checkSecretByToken(
  question: SecretQuestion & { scopes: readonly string[] | null },
): Promise<SecretCheck> {
  try {
    const { trace } = await requestClientCredentials(question);
    return { outcome: 'accepted', how: 'token', trace };
  } catch (error) {
    const answer = answerIn(error);
    return { outcome: isRefusal(answer) ? 'refused' : 'unclear', error: answer };
  }
}

/**
 * Is this secret accepted by a client whose tokens rest on a person's consent? No token of it may be spent for the answer, so
 * the question is a refresh (RFC 6749 §6) with a refresh token that was made up for it. A server authenticates the client before
 * it looks at what the client brings (§3.2.1); whether this one does is not believed but measured: the same question with a
 * made-up secret must be refused with `invalid_client`. Only where the two answers differ so is the secret accepted.
 * Two requests at most, none with anything that could be spent.
 * @throws AppError as `checkSecretByToken`
 */
export async function checkSecretByContrast(question: SecretQuestion): Promise<SecretCheck> {
  const error = await answerTo(question);
  if (isRefusal(error)) return { outcome: 'refused', error };
  const clientSecret = madeUpLike(question.client.clientSecret ?? '');
  const contrast = await answerTo({ ...question, client: { ...question.client, clientSecret } });
  // A token for a refresh token that never was: such a server's answers mean nothing.
  if (error.trace?.status === 200 || !isRefusal(contrast)) return { outcome: 'unclear', error };
  return { outcome: 'accepted', how: 'contrast', trace: error.trace };
}

async function answerTo({ client, endpoints, outbound, clock }: SecretQuestion): Promise<AppError> {
  const [method] = methodsFor(client, endpoints);
  const madeUp = `made-up-${randomBytes(32).toString('base64url')}`;
  try {
    const { trace } = await requestToken({ client, endpoints, outbound, clock, method }, (config) =>
      refreshTokenGrant(config, madeUp),
    );
    return new AppError('answer_invalid', { facts: { reason: 'it is a token', status: 200 }, trace });
  } catch (error) {
    return tellMadeUp(answerIn(error));
  }
}

function answerIn(error: unknown): AppError {
  if (error instanceof AppError && ANSWERS.has(error.code)) return error;
  throw error;
}

/** A bare 403 is as likely a firewall's as the server's. */
const isRefusal = ({ code, facts }: AppError) =>
  code === 'invalid_client' && (facts.error !== undefined || facts.status === 401);

/** Traces hide refresh tokens; of this one the reader may know that it was none. */
function tellMadeUp({ code, facts, trace, retryable }: AppError): AppError {
  const sent = trace && { ...trace.sent, refresh_token: 'made up for this question' };
  return new AppError(code, { facts, retryable, ...(trace && sent && { trace: { ...trace, sent } }) });
}

/** As long as the real one and of the letters that Coupa's have, so that nothing but being wrong is wrong with it. */
const madeUpLike = (secret: string): string =>
  randomBytes(Math.max(secret.length, 32)).toString('hex').slice(0, Math.max(secret.length, 32));
