import { z } from 'zod';
import { InvalidInput } from '@/lib/http/parse-body';
import { isPrototypeName } from '@/lib/http/prototype-names';

const NOTHING = z.strictObject({});

/**
 * The query of a request by its schema. A name that stands twice is refused, because parsers disagree about which one
 * counts (ASVS 15.3.7); so is one that the schema does not know, and any at all without a schema.
 * @throws InvalidInput
 */
export function parseQuery<Query extends z.ZodType>(
  schema: Query | undefined,
  request: Request,
): z.output<Query> {
  const given = [...new URL(request.url).searchParams];
  const names = given.map(([name]) => name);
  const refused = names.find((name, index) => names.indexOf(name) !== index || isPrototypeName(name));
  if (refused !== undefined)
    throw new InvalidInput([
      {
        code: 'custom',
        path: [refused],
        message: 'Give this once and under its own name.',
        input: undefined,
      },
    ]);
  const parsed = (schema ?? NOTHING).safeParse(Object.fromEntries(given));
  if (!parsed.success) throw new InvalidInput(parsed.error.issues);
  return parsed.data as z.output<Query>;
}
