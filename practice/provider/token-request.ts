import type { IncomingMessage } from 'node:http';
import { readForm } from '../http/read-body.ts';

export interface TokenRequest {
  /** Body and query string together: Coupa's own cURL sample sends everything in the query of a POST. */
  params: Record<string, string>;
  clientId: string | undefined;
  clientSecret: string | undefined;
  /** Two different client ids in one request. */
  isAmbiguous: boolean;
}

export async function readTokenRequest(req: IncomingMessage, query: URLSearchParams): Promise<TokenRequest> {
  const isForm = (req.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  const form = isForm ? await readForm(req) : new URLSearchParams();
  const { client_id: bodyId, client_secret: bodySecret, ...params } = Object.fromEntries([...query, ...form]);
  const basic = readBasic(req.headers.authorization);
  return {
    params,
    clientId: basic?.id ?? bodyId,
    clientSecret: basic?.secret ?? bodySecret,
    isAmbiguous: basic !== null && bodyId !== undefined && bodyId !== basic.id,
  };
}

/** RFC 6749 section 2.3.1: both halves are form-encoded before base64. */
function readBasic(header: string | undefined): { id: string; secret: string } | null {
  const encoded = /^Basic ([A-Za-z0-9+/]+=*)$/i.exec(header ?? '')?.[1];
  if (!encoded) return null;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) return null;
  const decode = (part: string) => new URLSearchParams(`v=${part}`).get('v') ?? '';
  return { id: decode(text.slice(0, colon)), secret: decode(text.slice(colon + 1)) };
}
