import type { PracticeUser } from '../users.ts';

export type Row = Record<string, string | number>;

const ADMIN_ROWS = 60;
/** A token acts as the user who consented, so data is limited to what that user sees. */
const BUYER_ROWS = 7;

/** Nobody has entered anything here: an empty list is a good answer too. */
const EMPTY = new Set(['/api/cycle_counts', '/api/pick_lists', '/api/order_pads']);

const DAY_MS = 86_400_000;
const FIRST_AT = Date.UTC(2026, 0, 5, 9, 30);

/** Invented rows, the same at every start. Coupa's JSON keys are hyphenated. */
export function rowsOf(path: string, user: PracticeUser | undefined): Row[] {
  if (EMPTY.has(path)) return [];
  const count = user && !user.isAdmin ? BUYER_ROWS : ADMIN_ROWS;
  return Array.from({ length: count }, (_, index) => makeRow(path, index + 1));
}

function makeRow(path: string, id: number): Row {
  const createdAt = new Date(FIRST_AT + id * DAY_MS);
  return {
    id,
    name: `${titleOf(path)} ${id}`,
    'created-at': createdAt.toISOString(),
    'updated-at': new Date(createdAt.getTime() + DAY_MS).toISOString(),
  };
}

function titleOf(path: string): string {
  const words = elementNameOf(path).replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "/api/payment_terms" holds elements called "payment-term". */
export function elementNameOf(path: string): string {
  const name = listNameOf(path);
  if (name.endsWith('ies')) return `${name.slice(0, -3)}y`;
  if (name.endsWith('sses')) return name.slice(0, -2);
  return name.endsWith('s') ? name.slice(0, -1) : name;
}

export const listNameOf = (path: string) => (path.split('/').at(-1) ?? '').replaceAll('_', '-');
