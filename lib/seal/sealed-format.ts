import { associatedData } from '@/lib/seal/gcm';
import type { SealPlace } from '@/lib/seal/seal-place';

/**
 * The version stands first, so that a value tells how to open it and formats can be replaced (ASVS 11.2.2).
 * `ev1` binds the value to the key that wraps its data key; `ev2` only the wrapped data key, so that a new key
 * touches nothing but that. Both open; `ev2` is written.
 */
const FORMATS = ['ev1', 'ev2'] as const;
export type SealFormat = (typeof FORMATS)[number];

export interface SealedParts {
  format: SealFormat;
  keyId: string;
  wrapped: Buffer;
  value: Buffer;
}

const BASE64URL = /^[A-Za-z0-9_-]+$/;

/** Throws for whatever is no sealed value: nothing is ever passed through as it is. */
export function splitSealed(sealed: string): SealedParts {
  const [name, keyId, wrapped, value, ...rest] = sealed.split('.');
  const format = FORMATS.find((each) => each === name);
  if (!format || !keyId || !wrapped || !value || rest.length > 0) throw new Error('shape');
  // Node skips letters that are no base64url: two texts would be one value.
  if (!BASE64URL.test(wrapped) || !BASE64URL.test(value)) throw new Error('letters');
  return {
    format,
    keyId,
    wrapped: Buffer.from(wrapped, 'base64url'),
    value: Buffer.from(value, 'base64url'),
  };
}

export const joinSealed = ({ format, keyId, wrapped, value }: SealedParts) =>
  [format, keyId, wrapped.toString('base64url'), value.toString('base64url')].join('.');

const SEALED = new RegExp(`^(?:${FORMATS.join('|')})\\.([^.]+)\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$`);

/** Which key a value says it is wrapped with; null for what is no sealed value. It is asked at every opening, so nothing is decoded. */
export const keyIdOf = (sealed: string): string | null => SEALED.exec(sealed)?.[1] ?? null;

export const valueData = (format: SealFormat, place: SealPlace, keyId: string) =>
  format === 'ev1' ? ev1Data(place, keyId) : associatedData(['ev2', 'value', ...placeParts(place)]);

export const wrapData = (format: SealFormat, place: SealPlace, keyId: string) =>
  format === 'ev1' ? ev1Data(place, keyId) : associatedData(['ev2', 'key', ...placeParts(place), keyId]);

const placeParts = ({ table, column, rowId, version }: SealPlace) => [table, column, rowId, String(version)];

const ev1Data = ({ table, column, rowId, version }: SealPlace, keyId: string) =>
  associatedData(['ev1', table, column, rowId, keyId, String(version)]);
