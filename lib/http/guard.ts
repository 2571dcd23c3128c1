import type { NextRequest } from 'next/server';
import { z } from 'zod';
import { recordRefusal } from '@/lib/audit/refusals';
import { requireRoomToWrite } from '@/lib/db/disk-room';
import { getStore } from '@/lib/db/store';
import type { ApiKeyScope } from '@/lib/door/api-key-scopes';
import { requireConfirmed } from '@/lib/door/confirmed';
import { hasRole } from '@/lib/door/has-role';
import type { Person, Role } from '@/lib/door/person';
import { AppError, type ErrorCode } from '@/lib/errors';
import { errorResponse } from '@/lib/http/error-response';
import type { RateKind } from '@/lib/http/rate-limits';
import { type Input, type InputSchemas, readInput } from '@/lib/http/read-input';
import { requireOwnHost } from '@/lib/http/require-own-host';
import { requireTurn } from '@/lib/http/require-turn';
import { isSafe, requireSameOrigin } from '@/lib/http/same-origin';
import { isKeyRequest, whoAsks } from '@/lib/http/who-asks';

interface Guard<Body extends z.ZodType, Params extends z.ZodType, Query extends z.ZodType>
  extends InputSchemas<Body, Params, Query> {
  /** The least role that may pass. */
  role: Role;
  /** The scope with which an API key may pass. Without it no key passes. */
  apiKey?: ApiKeyScope;
  /** What shows a secret or changes who may come in needs a proof of the person that is not old. */
  confirmed?: true;
  /** Open to somebody who must first set up a second factor. */
  beforeSecondFactor?: true;
  /** A limit besides the one that counts everything. */
  rate?: RateKind;
}

export interface Passed<Body, Params, Query> extends Input<Body, Params, Query> {
  request: NextRequest;
  person: Person;
}

/** Next gives a route without parameters none, whatever its types say (measured on 16.4.6). */
export type RouteContext = { params: Promise<Record<string, string | string[] | undefined>> };

/** Parameters of every route under an account. */
export const accountParams = z.object({ id: z.uuid() });

/**
 * The guard in front of every route handler for people and keys: Host, origin, who asks, rate, second factor, role, proof,
 * room on the disk, then parameters, query, content type, size and schema, in this order. Methods that a route does not
 * export are refused by Next. Nothing here relies on proxy.ts.
 * Whatever is thrown inside comes out as a problem document. Routes for people who are not signed in: open.ts.
 */
export function guarded<
  Body extends z.ZodType = z.ZodUndefined,
  Params extends z.ZodType = z.ZodAny,
  Query extends z.ZodType = z.ZodAny,
>(
  guard: Guard<Body, Params, Query>,
  handle: (passed: Passed<z.output<Body>, z.output<Params>, z.output<Query>>) => Promise<Response>,
) {
  return async (request: NextRequest, context: RouteContext): Promise<Response> => {
    try {
      requireOwnHost(request);
      if (!isKeyRequest(request)) requireSameOrigin(request);
      const id = (await context.params)?.id;
      const person = await whoAsks(request, guard.apiKey, typeof id === 'string' ? id : null);
      requirePersonsTurn(person, guard.rate);
      await requireAdmitted(person, guard, request);
      if (!isSafe(request)) requireRoomToWrite();
      // A key adds nothing by itself that a foreign page could use, so its empty requests need no content type.
      const input = await readInput(request, context, guard, { mayBeUntyped: person.apiKey !== null });
      return await handle({ request, person, ...input });
    } catch (error) {
      return errorResponse(error);
    }
  };
}

function requirePersonsTurn({ id, apiKey }: Person, kind: RateKind | undefined) {
  const asker = apiKey?.id ?? id;
  requireTurn(apiKey ? 'key' : 'person', asker, new Date());
  if (kind) requireTurn(kind, asker, new Date());
}

async function requireAdmitted(
  person: Person,
  guard: Pick<Guard<never, never, never>, 'role' | 'confirmed' | 'beforeSecondFactor'>,
  { method, nextUrl }: NextRequest,
) {
  const code = refusalOf(person, guard);
  if (code) {
    await recordRefusal(await getStore(), person, { method, path: nextUrl.pathname, code }, new Date());
    throw new AppError(code);
  }
  if (guard.confirmed) requireConfirmed(person, new Date());
}

function refusalOf(
  person: Person,
  guard: Pick<Guard<never, never, never>, 'role' | 'beforeSecondFactor'>,
): ErrorCode | null {
  if (person.needsSecondFactor && !guard.beforeSecondFactor) return 'second_factor_needed';
  return hasRole(person, guard.role) ? null : 'forbidden';
}
