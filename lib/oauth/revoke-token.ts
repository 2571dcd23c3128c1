import { customFetch, tokenRevocation } from 'openid-client';
import { AppError } from '@/lib/errors';
import { methodsFor } from '@/lib/oauth/client-authentication';
import { configure } from '@/lib/oauth/configuration';
import { REQUESTS } from '@/lib/oauth/destinations';
import type { Outbound, OutboundAnswer } from '@/lib/oauth/outbound';
import { readRefusal } from '@/lib/oauth/refused-answer';
import { showForm } from '@/lib/oauth/sent-form';
import type { Client, Clock, Endpoints } from '@/lib/oauth/types';

interface Revocation {
  /** With `revocation`, from a discovery document of the instance itself. */
  endpoints: Endpoints;
  client: Client;
  refreshToken: string;
  outbound: Outbound;
  clock: Clock;
}

/**
 * Makes a refresh token worthless, RFC 7009 §2.1; a server that does so ends the access tokens of the same grant as well. One that
 * is dead already is answered alike (§2.2).
 * @throws AppError those of the outbound guard and of `readRefusal`
 */
export async function revokeToken(revocation: Revocation): Promise<void> {
  const { endpoints, client, refreshToken, outbound, clock } = revocation;
  const [method] = methodsFor(client, endpoints);
  const config = configure(endpoints, client, method, clock);
  let outcome: OutboundAnswer | AppError | undefined;
  config[customFetch] = async (url, { body, headers }) => {
    outcome = await send(url, new URLSearchParams(body as URLSearchParams), headers, outbound);
    return outcome instanceof AppError ? Response.error() : new Response(null, { status: outcome.status });
  };
  // What the library throws carries the answer; ours says what is needed of it.
  await tokenRevocation(config, refreshToken, { token_type_hint: 'refresh_token' }).catch(() => undefined);
  if (outcome === undefined) throw new AppError('internal');
  if (outcome instanceof AppError) throw outcome;
  const secrets = [refreshToken, client.clientSecret].filter((secret) => secret !== undefined);
  const refusal = readRefusal(outcome, secrets, clock.now());
  if (refusal) throw refusal;
}

async function send(url: string, form: URLSearchParams, headers: Record<string, string>, outbound: Outbound) {
  const { deadlineMs } = REQUESTS.revocation;
  try {
    const sent = showForm(form, headers);
    return await outbound.send({ method: 'POST', url, headers, body: form.toString(), sent, deadlineMs });
  } catch (error) {
    return error instanceof AppError ? error : new AppError('internal', { cause: error });
  }
}
