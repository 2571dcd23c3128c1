import { getStore } from '@/lib/db/store';
import { checkApiKey } from '@/lib/door/api-key-check';
import { noteRefusal } from '@/lib/door/api-key-refusals';
import type { ApiKeyScope } from '@/lib/door/api-key-scopes';
import { currentPerson } from '@/lib/door/current-person';
import type { Person } from '@/lib/door/person';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { requireTurn } from '@/lib/http/require-turn';

/** A request with this header is judged by it alone: cookies are not looked at, so nothing ambient is in it. */
export const isKeyRequest = (request: Request) => request.headers.has('authorization');

/**
 * The person behind a request: by the session's row, or by a key for automation on behalf of its maker.
 * Closed unless opened: a route that names no scope is closed to keys, and a key that names accounts reaches no other.
 * @throws AppError not_signed_in (all refused keys alike, RFC 6750 §3), api_key_scope, bad_origin, too_many_requests
 */
export async function whoAsks(
  request: Request,
  neededScope: ApiKeyScope | undefined,
  accountId: string | null,
): Promise<Person> {
  if (isKeyRequest(request)) return personOfKey(request, neededScope, accountId);
  const person = await currentPerson();
  if (!person) throw new AppError('not_signed_in');
  return person;
}

async function personOfKey(
  request: Request,
  neededScope: ApiKeyScope | undefined,
  accountId: string | null,
): Promise<Person> {
  requireNoForeignPage(request);
  const store = await getStore();
  const address = request.headers.get('x-forwarded-for') ?? 'unknown';
  const now = new Date();
  const verdict = await checkApiKey(store, readKey(request), address, now);
  if (!verdict.isAccepted) {
    requireTurn('address', address, now);
    await noteRefusal(store, { ...verdict, address }, now);
    const apiKey = verdict.reason === 'malformed' ? 'malformed' : 'refused';
    throw new AppError('not_signed_in', { facts: { apiKey } });
  }
  if (!neededScope || !verdict.scopes.includes(neededScope))
    throw new AppError('api_key_scope', { facts: { needed: neededScope ?? 'this address' } });
  const { accountIds } = verdict;
  if (accountId !== null && accountIds && !accountIds.includes(accountId.toLowerCase()))
    throw new AppError('api_key_scope', { facts: { needed: 'this account' } });
  return verdict.person;
}

/** RFC 6750 §2.1; the scheme's name in any case (RFC 9110 §11.1). Two headers arrive joined by a comma, which no key has in it. */
function readKey(request: Request): string {
  const [, key = ''] = /^bearer +(\S{1,100})$/i.exec(request.headers.get('authorization') ?? '') ?? [];
  return key;
}

/**
 * A program sends no Origin and needs none. A page that sends a key has it from somebody who put it there, and the key can
 * be read in that page: so a foreign one is refused, rather than let people get used to it.
 */
function requireNoForeignPage(request: Request): void {
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  const isForeign =
    (origin !== null && origin !== env().appUrl) ||
    (site !== null && !['same-origin', 'none'].includes(site));
  if (isForeign) throw new AppError('bad_origin');
}
