import { z } from 'zod';

/** A row of the list, as the place after which a page goes on. */
export interface ListCursor {
  /** Which of the parts that stand one after the other, see `partsOf`. */
  part: number;
  /** The instant that its part is sorted by, to the microsecond; a `Date` would lose those. */
  at: string;
  id: string;
}

const parts = z.tuple([
  z.number().int().min(0).max(1),
  z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
  z.uuid(),
]);

export const writeCursor = ({ part, at, id }: ListCursor): string =>
  Buffer.from(JSON.stringify([part, at, id])).toString('base64url');

/** Null for what was never written here. */
export function readCursor(text: string): ListCursor | null {
  try {
    const [part, at, id] = parts.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    return { part, at, id };
  } catch {
    return null;
  }
}
