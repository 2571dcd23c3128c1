import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

/**
 * `caw_`, 43 characters for 32 random bytes, 6 characters for their CRC-32, all base64url. The prefix lets secret scanners
 * find a key that went astray; the checksum tells a mistyped one without a question to the database. It proves nothing.
 */
const PREFIX = 'caw_';
const SHAPE = /^caw_[\w-]{49}$/;
const CHECKSUM_LENGTH = 6;

export function makeApiKey(): string {
  const random = randomBytes(32).toString('base64url');
  return PREFIX + random + checksum(random);
}

/** True for a text that can be a key at all: whole, and with the right checksum. */
export function hasKeyShape(text: string): boolean {
  if (!SHAPE.test(text)) return false;
  const random = text.slice(PREFIX.length, -CHECKSUM_LENGTH);
  return text.endsWith(checksum(random));
}

/** What the database keeps. Against 256 random bits no slow hash is needed: there is nothing to guess from. */
export const hashApiKey = (key: string) => createHash('sha256').update(key).digest('base64url');

/** The last four characters, to tell keys apart where they are listed. */
export const endingOf = (key: string) => key.slice(-4);

function checksum(random: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(random));
  return bytes.toString('base64url');
}
