import type { Row } from './rows.ts';

/** Coupa answers with at most 50 rows; more are had by `offset`. */
const MAX_ROWS = 50;

/** Query names take underscores where keys have hyphens. */
const keyOf = (name: string) => name.replaceAll('_', '-');

/** The part of Coupa's query that is modelled: equality, order_by, dir, offset, limit, fields, return_object. */
export function selectRows(rows: readonly Row[], query: URLSearchParams): Row[] {
  const filters = [...query].filter(([name]) => rows[0] && keyOf(name) in rows[0]);
  const fitting = rows.filter((row) => filters.every(([name, value]) => String(row[keyOf(name)]) === value));
  const start = readCount(query.get('offset'), 0);
  const limit = Math.min(readCount(query.get('limit'), MAX_ROWS), MAX_ROWS);
  const shaped = keysOf(query);
  return sortRows(fitting, query)
    .slice(start, start + limit)
    .map((row) => (shaped ? pick(row, shaped) : row));
}

function sortRows(rows: Row[], query: URLSearchParams): Row[] {
  const key = keyOf(query.get('order_by') ?? 'id');
  const sign = query.get('dir') === 'desc' ? -1 : 1;
  return rows.toSorted((left, right) => sign * compare(left[key] ?? '', right[key] ?? ''));
}

const compare = (left: string | number, right: string | number) =>
  typeof left === 'number' && typeof right === 'number'
    ? left - right
    : String(left).localeCompare(String(right));

function readCount(text: string | null, otherwise: number): number {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : otherwise;
}

/** null: all of them. `limited` means ids only, `fields` is JSON such as ["id","name"]. */
export function keysOf(query: URLSearchParams): string[] | null {
  if (query.get('return_object') === 'limited') return ['id'];
  try {
    const fields: unknown = JSON.parse(query.get('fields') ?? 'null');
    return Array.isArray(fields) ? fields.filter((field) => typeof field === 'string').map(keyOf) : null;
  } catch {
    return null;
  }
}

export const pick = (row: Row, keys: readonly string[]): Row =>
  Object.fromEntries(Object.entries(row).filter(([key]) => keys.includes(key)));
