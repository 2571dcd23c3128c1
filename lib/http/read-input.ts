import type { z } from 'zod';
import { AppError } from '@/lib/errors';
import { parseBody } from '@/lib/http/parse-body';
import { parseQuery } from '@/lib/http/parse-query';
import { readJson, requireJsonType } from '@/lib/http/read-json';
import { isSafe } from '@/lib/http/same-origin';

/** What a route takes. What it does not name, it does not take. */
export interface InputSchemas<Body extends z.ZodType, Params extends z.ZodType, Query extends z.ZodType> {
  body?: Body;
  params?: Params;
  query?: Query;
  /** The handler reads the query, the body, or both by rules of its own: a protocol's, not our API's. */
  readsItself?: readonly ('query' | 'body')[];
}

export interface Input<Body, Params, Query> {
  body: Body;
  params: Params;
  query: Query;
}

/**
 * Parameters, query and body of a request by their schemas.
 * @throws AppError not_found, bad_content_type, body_too_large, invalid_input; InvalidInput
 */
export async function readInput<Body extends z.ZodType, Params extends z.ZodType, Query extends z.ZodType>(
  request: Request,
  context: { params: Promise<unknown> },
  { body, params, query, readsItself = [] }: InputSchemas<Body, Params, Query>,
  { mayBeUntyped }: { mayBeUntyped: boolean },
): Promise<Input<z.output<Body>, z.output<Params>, z.output<Query>>> {
  const parsedParams = params?.safeParse(await context.params);
  if (parsedParams && !parsedParams.success) throw new AppError('not_found');
  const takesQuery = !readsItself.includes('query');
  const takesBody = !readsItself.includes('body') && !isSafe(request);
  return {
    params: parsedParams?.data as z.output<Params>,
    query: (takesQuery ? parseQuery(query, request) : undefined) as z.output<Query>,
    body: (takesBody ? await jsonBody(request, body, mayBeUntyped) : undefined) as z.output<Body>,
  };
}

async function jsonBody<Body extends z.ZodType>(
  request: Request,
  schema: Body | undefined,
  mayBeUntyped: boolean,
): Promise<z.output<Body> | undefined> {
  if (schema || !mayBeUntyped) requireJsonType(request);
  const json = await readJson(request);
  if (schema) return parseBody(schema, json);
  if (json !== undefined) throw new AppError('invalid_input');
  return undefined;
}
