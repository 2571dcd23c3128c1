import { editDistance } from '@/lib/coupa/edit-distance';
import { domainOf, singular } from '@/lib/coupa/scope-domains';

export interface ScopeSuggestion {
  scope: string;
  reason: string;
}

export const SCOPE_RIGHTS = ['read', 'write', 'create', 'delete', 'bypass', 'read_write'] as const;

/** Other systems' words for the same right. Never from reading to changing. */
const RIGHT_WORDS: Readonly<Record<string, string>> = {
  view: 'read',
  list: 'read',
  get: 'read',
  show: 'read',
  update: 'write',
  edit: 'write',
  modify: 'write',
};

/** Printed in vendors' documents, and too far from the right name to be found by its letters. */
const WRONG_NAMES: Readonly<Record<string, string>> = {
  'core.sourcing_information_site': 'core.supplier_information_sites',
  'core.sourcing_information_sites': 'core.supplier_information_sites',
};

interface Parts {
  /** `core.invoice` */
  front: string;
  right: string;
}

/** Did you mean …? The right stays what was written: read never becomes write. Null when nothing is near. */
export function suggestScope(written: string, known: readonly string[]): ScopeSuggestion | null {
  const parts = splitRight(withDots(written));
  if (!parts) return null;
  const candidates = known.filter((scope) => splitRight(scope)?.right === parts.right);
  return findSpelling(parts, candidates) ?? findOwner(parts, known) ?? findNear(written, parts, candidates);
}

/** `core-invoice-read`, `core:invoice:read`, `core_invoice_read`, `core.purchase-order.read` */
function withDots(written: string): string {
  const plain = written.replaceAll('-', '_').replace(/[:/]/g, '.');
  return plain.includes('.') ? plain : plain.replace(/_([a-z]+)$/, '.$1').replace(/^core_/, 'core.');
}

function splitRight(scope: string): Parts | null {
  const end = scope.lastIndexOf('.');
  if (end < 1) return null;
  const last = scope.slice(end + 1);
  const right = isRight(last) ? last : (RIGHT_WORDS[last] ?? nearRight(last));
  return right ? { front: scope.slice(0, end), right } : null;
}

const isRight = (word: string) => (SCOPE_RIGHTS as readonly string[]).includes(word);
const nearRight = (word: string) => SCOPE_RIGHTS.find((right) => editDistance(word, right) === 1) ?? null;

/** Plural for singular, missing underscores, a missing `core.` */
function findSpelling({ front, right }: Parts, candidates: readonly string[]): ScopeSuggestion | null {
  const named = WRONG_NAMES[front] ?? front;
  const wanted = new Set([canonical(`${named}.${right}`), canonical(`core.${named}.${right}`)]);
  const found = candidates.find((scope) => wanted.has(canonical(scope)));
  return found ? { scope: found, reason: `Coupa spells it ${found}.` } : null;
}

const canonical = (scope: string) => scope.split(/[._]/).map(singular).join('');

/** Creating and deleting differ from API to API, so only read and write follow the owner. */
function findOwner({ front, right }: Parts, known: readonly string[]): ScopeSuggestion | null {
  if (right !== 'read' && right !== 'write') return null;
  const object = front.replace(/^core\./, '');
  const domain = domainOf(object);
  const scope = `${domain}.${right}`;
  if (!domain || !known.includes(scope)) return null;
  const name = object.replace(/[._]/g, ' ');
  return {
    scope,
    reason: `A scope is named after the API that owns an object; for “${name}” that is ${scope}.`,
  };
}

function findNear(
  written: string,
  { front, right }: Parts,
  candidates: readonly string[],
): ScopeSuggestion | null {
  const allowed = front.length >= 12 ? 2 : 1;
  const near = candidates
    .filter((scope) => Math.abs(scope.length - front.length - right.length - 1) <= allowed)
    .map((scope) => ({ scope, distance: editDistance(`${front}.${right}`, scope) }))
    .filter(({ distance, scope }) => distance <= allowed && scope !== written)
    .sort((a, b) => a.distance - b.distance);
  const [best] = near;
  return best ? { scope: best.scope, reason: `Coupa spells it ${best.scope}.` } : null;
}
