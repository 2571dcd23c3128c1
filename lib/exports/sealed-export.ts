import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';

/**
 * An account with its secrets in one file, sealed with a passphrase. The file says how it was made, so that it can be
 * opened without this service and the format can be replaced. It imports nothing: scripts/open-sealed-export.ts uses it alone.
 */

const FORMAT = 'coupa-account-wizard sealed export';
const VERSION = 1;
/** OWASP ASVS 5.0, appendix C. One run takes 128 MB. */
const SCRYPT = { N: 2 ** 17, r: 8, p: 1 };
const KEY_BYTES = 32;
const TAG_BYTES = 16;

interface SealedFile {
  format: string;
  version: number;
  kdf: { name: 'scrypt'; N: number; r: number; p: number; salt: string };
  cipher: { name: 'aes-256-gcm'; iv: string };
  /** Ciphertext and tag, base64. */
  sealed: string;
}

/** The file's text. Every call has a salt and a nonce of its own. */
export async function sealExport(content: unknown, passphrase: string): Promise<string> {
  const header = {
    format: FORMAT,
    version: VERSION,
    kdf: { name: 'scrypt' as const, ...SCRYPT, salt: randomBytes(16).toString('base64') },
    cipher: { name: 'aes-256-gcm' as const, iv: randomBytes(12).toString('base64') },
  };
  const key = await deriveKey(passphrase, header.kdf.salt);
  const iv = Buffer.from(header.cipher.iv, 'base64');
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES }).setAAD(aadOf(header));
  const plain = Buffer.from(JSON.stringify(content), 'utf8');
  const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  key.fill(0);
  plain.fill(0);
  return `${JSON.stringify({ ...header, sealed: sealed.toString('base64') } satisfies SealedFile, null, 2)}\n`;
}

/** What was sealed, or null for a wrong passphrase, a changed file, or something else: which of them is not told. */
export async function openExport(text: string, passphrase: string): Promise<unknown> {
  try {
    const { sealed: body, ...header } = JSON.parse(text) as SealedFile;
    if (header.format !== FORMAT || header.version !== VERSION) return null;
    const key = await deriveKey(passphrase, header.kdf.salt);
    const sealed = Buffer.from(body, 'base64');
    const iv = Buffer.from(header.cipher.iv, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(aadOf(header)).setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
    const first = decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES));
    return JSON.parse(Buffer.concat([first, decipher.final()]).toString('utf8'));
  } catch {
    return null;
  }
}

/** Everything that stands in the file in plain text, in a fixed order. */
const aadOf = ({ format, version, kdf, cipher }: Omit<SealedFile, 'sealed'>) =>
  Buffer.from(
    JSON.stringify([format, version, kdf.name, kdf.N, kdf.r, kdf.p, kdf.salt, cipher.name, cipher.iv]),
    'utf8',
  );

/**
 * Costs are ours, never those of the file: one that asks for more memory than there is would end the process. The same
 * passphrase typed on two systems may differ in its bytes: NFKC makes them one.
 */
const deriveKey = (passphrase: string, salt: string): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const options = { ...SCRYPT, maxmem: 256 * 1024 * 1024 };
    scrypt(passphrase.normalize('NFKC'), Buffer.from(salt, 'base64'), KEY_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
