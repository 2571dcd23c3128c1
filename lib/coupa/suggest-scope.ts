import { editDistance } from '@/lib/coupa/edit-distance';
import { domainOf, singular } from '@/lib/coupa/scope-domains';
import { type Parts, splitRight } from '@/lib/coupa/scope-parts';

export interface ScopeSuggestion {
  scope: string;
  reason: string;
}

/** Printed in vendors' documents, and too far from the right name to be found by its letters. */
const WRONG_NAMES: Readonly<Record<string, string>> = {
  'core.sourcing_information_site': 'core.supplier_information_sites',
  'core.sourcing_information_sites': 'core.supplier_information_sites',
};

/** Did you mean …? The right stays what was written: read never becomes write. Null when nothing is near. */
export function suggestScope(written: string, known: readonly string[]): ScopeSuggestion | null {
  const parts = splitRight(withDots(written));
  if (!parts) return null;
  const candidates = indexOf(known).filter(({ right }) => right === parts.right);
  return findSpelling(parts, candidates) ?? findOwner(parts, known) ?? findNear(parts, candidates);
}

/** `core-invoice-read`, `core:invoice:read`, `core_invoice_read`, `core.purchase-order.read` */
function withDots(written: string): string {
  const plain = written.replaceAll('-', '_').replace(/[:/]/g, '.');
  return plain.includes('.') ? plain : plain.replace(/_([a-z]+)$/, '.$1').replace(/^core_/, 'core.');
}

interface Candidate {
  scope: string;
  right: string;
  canonical: string;
}

/** A paste can hold thousands of names: the list of known ones is taken apart once. */
const indexes = new WeakMap<readonly string[], Candidate[]>();

function indexOf(known: readonly string[]): Candidate[] {
  const index =
    indexes.get(known) ??
    known.flatMap((scope) => {
      const right = splitRight(scope)?.right;
      return right ? [{ scope, right, canonical: canonical(scope) }] : [];
    });
  indexes.set(known, index);
  return index;
}

/** Plural for singular, other separators, a missing `core.` */
function findSpelling({ front, right }: Parts, candidates: readonly Candidate[]): ScopeSuggestion | null {
  const named = WRONG_NAMES[front] ?? front;
  const wanted = [canonical(`${named}.${right}`), canonical(`core.${named}.${right}`)];
  const found = candidates.find((candidate) => wanted.includes(candidate.canonical));
  return found ? spelling(found.scope) : null;
}

const canonical = (scope: string) => scope.split(/[._]/).map(singular).join('');

const spelling = (scope: string): ScopeSuggestion => ({ scope, reason: `Coupa spells it ${scope}.` });

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

/** One slip of the keyboard, two in a long name. */
function findNear({ front, right }: Parts, candidates: readonly Candidate[]): ScopeSuggestion | null {
  const written = `${front}.${right}`;
  const allowed = front.length >= 12 ? 2 : 1;
  const [best] = candidates
    .filter(({ scope }) => Math.abs(scope.length - written.length) <= allowed)
    .map(({ scope }) => ({ scope, distance: editDistance(written, scope) }))
    .filter(({ distance }) => distance <= allowed)
    .sort((a, b) => a.distance - b.distance);
  return best ? spelling(best.scope) : null;
}
