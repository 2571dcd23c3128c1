export type EventFacts = Record<string, string | number | string[]>;

const MAX_LENGTH = 500;

/**
 * Facts as the database will give them back, or their hash would not fit: jsonb takes neither NUL nor half a surrogate
 * pair, and knows no undefined. Text from outside is cut, and loses what could reorder or hide it.
 */
export function cleanFacts(facts: EventFacts): EventFacts {
  return JSON.parse(JSON.stringify(facts), (_, value) =>
    typeof value === 'string' ? cleanText(value) : value,
  );
}

const cleanText = (text: string) =>
  text
    .slice(0, MAX_LENGTH)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Bidi_Control}]/gu, ' ');
