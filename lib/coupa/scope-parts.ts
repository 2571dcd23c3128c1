import { editDistance } from '@/lib/coupa/edit-distance';

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

export interface Parts {
  /** `core.invoice` */
  front: string;
  right: string;
}

/** Takes a scope apart before its right, which may be another word or one letter off; null without a right. */
export function splitRight(scope: string): Parts | null {
  const end = scope.lastIndexOf('.');
  if (end < 1) return null;
  const last = scope.slice(end + 1);
  const right = isRight(last) ? last : (RIGHT_WORDS[last] ?? nearRight(last));
  return right ? { front: scope.slice(0, end), right } : null;
}

const isRight = (word: string) => (SCOPE_RIGHTS as readonly string[]).includes(word);
const nearRight = (word: string) => SCOPE_RIGHTS.find((right) => editDistance(word, right) === 1) ?? null;
