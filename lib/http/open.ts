import type { NextRequest } from 'next/server';
import type { z } from 'zod';
import { requireRoomToWrite } from '@/lib/db/disk-room';
import { errorResponse } from '@/lib/http/error-response';
import type { RouteContext } from '@/lib/http/guard';
import type { RateKind } from '@/lib/http/rate-limits';
import { type Input, type InputSchemas, readInput } from '@/lib/http/read-input';
import { requireOwnHost } from '@/lib/http/require-own-host';
import { requireTurn } from '@/lib/http/require-turn';
import { isSafe, requireSameOrigin } from '@/lib/http/same-origin';

interface Open<Body extends z.ZodType, Params extends z.ZodType, Query extends z.ZodType>
  extends InputSchemas<Body, Params, Query> {
  /** A limit besides the one that counts everything of a network address. */
  rate?: RateKind;
  /** Another site's page may send the browser here (a way back), or no page at all asks (a report). */
  fromElsewhere?: true;
  /** It writes nothing that must not fill a disk, or must still work on a full one. */
  writesNothing?: true;
}

interface Passed<Body, Params, Query> extends Input<Body, Params, Query> {
  request: NextRequest;
  /** Network address of the asker, as scripts/serve found it. */
  address: string;
}

/** The same guard as `guarded`, for those who are not signed in: everything but who asks. */
export function open<
  Body extends z.ZodType = z.ZodUndefined,
  Params extends z.ZodType = z.ZodAny,
  Query extends z.ZodType = z.ZodAny,
>(
  guard: Open<Body, Params, Query>,
  handle: (passed: Passed<z.output<Body>, z.output<Params>, z.output<Query>>) => Promise<Response>,
) {
  return async (request: NextRequest, context: RouteContext): Promise<Response> => {
    try {
      requireOwnHost(request);
      if (!guard.fromElsewhere) requireSameOrigin(request);
      const address = request.headers.get('x-forwarded-for') ?? 'unknown';
      requireTurn('address', address, new Date());
      if (guard.rate) requireTurn(guard.rate, address, new Date());
      if (!guard.writesNothing && !isSafe(request)) requireRoomToWrite();
      const input = await readInput(request, context, guard, { mayBeUntyped: false });
      return await handle({ request, address, ...input });
    } catch (error) {
      return errorResponse(error);
    }
  };
}
