import type { z } from 'zod';

/** A body that its schema refuses: the first message of each field, for a form. */
export class InvalidBody extends Error {
  readonly fields: Record<string, string>;
  constructor(issues: readonly z.core.$ZodIssue[]) {
    super('invalid body');
    this.fields = Object.fromEntries(
      issues.map(({ path, message }) => [path.join('.') || 'form', message]).reverse(),
    );
  }
}

/** @throws InvalidBody */
export function parseBody<Body extends z.ZodType>(schema: Body, json: unknown): z.output<Body> {
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw new InvalidBody(parsed.error.issues);
  return parsed.data;
}
