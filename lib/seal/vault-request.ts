import { Agent, type Dispatcher, request } from 'undici';
import { AppError } from '@/lib/errors';

interface VaultRequest {
  url: URL;
  headers: Record<string, string>;
  body: Record<string, string>;
  /** For connecting, headers and body together. */
  deadlineMs?: number;
}

/** A key and its envelope are a few hundred bytes. `docs/destinations.md` is written from these. */
export const VAULT_LIMITS = {
  deadlineMs: 5000,
  maxAnswerBytes: 65_536,
  maxHeaderBytes: 16_384,
  connectionsPerHost: 1,
};

/** Vault's status codes, https://developer.hashicorp.com/vault/api-docs#http-status-codes, and their usual causes. */
const REASONS: Record<number, string> = {
  400: 'it refused the request (400): another key made this ciphertext, or the transit key is of another kind',
  403: 'it refused the token (403)',
  404: 'there is no such transit key or engine (404)',
  429: 'it is a standby node (429)',
  472: 'it is a disaster recovery node (472)',
  473: 'it is a performance standby node (473)',
  503: 'it is sealed or in maintenance (503)',
};

/** Certificates are always verified; a private authority is named with NODE_EXTRA_CA_CERTS. One connection a request: Vault is asked rarely. */
const agent = () =>
  new Agent({
    connect: { rejectUnauthorized: true, minVersion: 'TLSv1.2' },
    maxHeaderSize: VAULT_LIMITS.maxHeaderBytes,
    pipelining: 0,
    connections: VAULT_LIMITS.connectionsPerHost,
  });

/**
 * Asks Vault once and gives the `data` of its answer. No redirect is followed, the answer is cut at 64 kB and 5 seconds.
 * @throws AppError key_provider_failed (facts: host, reason); nothing of token, key or answer is in it
 */
export async function askVault(asked: VaultRequest): Promise<Record<string, unknown>> {
  const { url, headers, body, deadlineMs = VAULT_LIMITS.deadlineMs } = asked;
  const failed = (reason: string) =>
    new AppError('key_provider_failed', { retryable: true, facts: { host: url.host, reason } });
  const signal = AbortSignal.timeout(deadlineMs);
  const dispatcher = agent();
  try {
    const answer = await request(url, {
      dispatcher,
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'accept-encoding': 'identity' },
      body: JSON.stringify(body),
      signal,
    });
    // Destroyed unread it reports an abort, and an error that nobody listens to ends the process.
    answer.body.on('error', () => undefined);
    const { statusCode } = answer;
    if (statusCode >= 300 && statusCode < 400) throw failed(`it redirects (${statusCode})`);
    if (statusCode !== 200) throw failed(REASONS[statusCode] ?? `it answered with status ${statusCode}`);
    const data = dataOf(await readText(answer.body));
    if (data === 'too-large') throw failed('its answer is too large');
    if (!data) throw failed('its answer is not that of Vault');
    return data;
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw failed(signal.aborted ? `no answer in ${deadlineMs / 1000} seconds` : nameOf(error));
  } finally {
    await dispatcher.destroy();
  }
}

async function readText(body: Dispatcher.ResponseData['body']): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > VAULT_LIMITS.maxAnswerBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function dataOf(text: string | null): Record<string, unknown> | 'too-large' | null {
  if (text === null) return 'too-large';
  try {
    const { data } = JSON.parse(text) as { data?: unknown };
    return typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** The code only: messages of the network layer carry addresses, and could carry more. */
function nameOf(error: unknown): string {
  const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
  const name = code ?? cause?.code;
  return typeof name === 'string' ? `the connection failed (${name})` : 'the connection failed';
}
