import { z } from 'zod';
import { requireRoomToWrite } from '@/lib/db/disk-room';
import type { ApiKeyScope } from '@/lib/door/api-key-scopes';
import { requireConfirmed } from '@/lib/door/confirmed';
import { currentPerson, type Person, type Role } from '@/lib/door/current-person';
import { hasRole } from '@/lib/door/has-role';
import { AppError } from '@/lib/errors';
import { errorResponse } from '@/lib/http/error-response';
import { parseBody } from '@/lib/http/parse-body';
import { readJson } from '@/lib/http/read-json';
import { isSafe, requireSameOrigin } from '@/lib/http/same-origin';

interface Guard<Body extends z.ZodType, Params extends z.ZodType> {
  /** The least role that may pass. */
  role: Role;
  /** The scope with which an API key may pass. Without it no key passes. */
  apiKey?: ApiKeyScope;
  /** What shows a secret or changes who may come in needs a proof of the person that is not old. */
  confirmed?: true;
  /** Open to somebody who must first set up a second factor. */
  beforeSecondFactor?: true;
  body?: Body;
  params?: Params;
}

interface Passed<Body, Params> {
  request: Request;
  person: Person;
  body: Body;
  params: Params;
}

type RouteContext = { params: Promise<Record<string, string | string[] | undefined>> };

/** Parameters of every route under an account. */
export const accountParams = z.object({ id: z.uuid() });

/**
 * The one guard in front of every route handler: session row, role, same origin, content type, size, schema, in this order.
 * Whatever is thrown inside comes out as a problem document.
 */
export function guarded<Body extends z.ZodType = z.ZodUndefined, Params extends z.ZodType = z.ZodAny>(
  guard: Guard<Body, Params>,
  handle: (passed: Passed<z.output<Body>, z.output<Params>>) => Promise<Response>,
) {
  return async (request: Request, context: RouteContext): Promise<Response> => {
    try {
      requireSameOrigin(request);
      const person = await currentPerson();
      if (!person) throw new AppError('not_signed_in');
      if (person.needsSecondFactor && !guard.beforeSecondFactor) throw new AppError('second_factor_needed');
      if (!hasRole(person, guard.role)) throw new AppError('forbidden');
      if (guard.confirmed) requireConfirmed(person, new Date());
      if (!isSafe(request)) requireRoomToWrite();
      const params = guard.params?.safeParse(await context.params);
      if (params && !params.success) throw new AppError('not_found');
      const body = guard.body ? parseBody(guard.body, await readJson(request)) : undefined;
      return await handle({
        request,
        person,
        body: body as z.output<Body>,
        params: params?.data as z.output<Params>,
      });
    } catch (error) {
      return errorResponse(error);
    }
  };
}
