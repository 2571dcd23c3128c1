import type { z } from 'zod';

/** A body or query that its schema refuses: the first message of each field, for a form. */
export class InvalidInput extends Error {
  readonly fields: Record<string, string>;
  constructor(issues: readonly z.core.$ZodIssue[]) {
    super('invalid input');
    this.fields = Object.fromEntries(
      issues.map(({ path, message }) => [path.join('.') || 'form', message]).reverse(),
    );
  }
}

/** @throws InvalidInput */
export function parseBody<Body extends z.ZodType>(schema: Body, json: unknown): z.output<Body> {
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw new InvalidInput(parsed.error.issues);
  return parsed.data;
}
