import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { listSources } from '@/test/list-sources';

/** Rules of cryptography that are read off the sources, so that new code falls under them. */
const sources = listSources();
const all = sources.map(({ text }) => text).join('\n');

/** Every place where a pattern occurs, as `file: line`. */
const findAll = (pattern: RegExp) =>
  sources.flatMap(({ file, text }) =>
    text.split('\n').flatMap((line) => (pattern.test(line) ? [`${file}: ${line.trim()}`] : [])),
  );

test('the sources are read at all', () => {
  expect(sources.length).toBeGreaterThan(300);
  expect(all).toContain('createCipheriv');
});

test('[ASVS-11.2.1] cryptography comes from Node (OpenSSL) and from libraries that many have looked at, nothing of our own', () => {
  const known = new Set([
    'node:crypto',
    '@simplewebauthn/browser',
    '@simplewebauthn/server',
    'jose',
    'next-auth',
  ]);
  for (const name of ['openid-client', 'otpauth', 'next-auth/jwt']) known.add(name);
  const pattern =
    /crypt|cipher|hash|jose|jwt|oauth|openid|otp|webauthn|auth|tls|argon|sodium|forge|nacl|noble|ssl/;
  const imported = [...all.matchAll(/from '(?!@\/|\.)([^']+)'/g)].map(([, name = '']) => name);
  const cryptographic = [...new Set(imported.filter((name) => pattern.test(name)))];
  const others = cryptographic.filter((name) => !known.has(name) && !name.startsWith('next-auth/'));
  expect(others).toEqual([]);
  expect(cryptographic).toContain('node:crypto');
  const { dependencies } = createRequire(import.meta.url)('../../package.json');
  expect(Object.keys(dependencies)).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/crypto-js|forge|sjcl|tweetnacl|bcryptjs|aes-js/)]),
  );
});

test('[ASVS-11.3.1] [ASVS-11.3.2] the one cipher is AES-256 in GCM with a full tag: no ECB, no CBC, no weak padding', () => {
  const ciphers = findAll(/create(Cipher|Decipher)iv\(/);
  expect(ciphers).toHaveLength(4);
  for (const line of ciphers) {
    expect(line).toMatch(/\((ALGORITHM|'aes-256-gcm'), /);
    expect(line).toMatch(/authTagLength: TAG_BYTES/);
  }
  expect(all.match(/const ALGORITHM = .*/g)).toEqual(["const ALGORITHM = 'aes-256-gcm';"]);
  expect(new Set(all.match(/const TAG_BYTES = .*/g))).toEqual(new Set(['const TAG_BYTES = 16;']));
  expect(findAll(/\b(createCipher|createDecipher|publicEncrypt|privateDecrypt|RSA_PKCS1_PADDING)\(/)).toEqual(
    [],
  );
  expect(findAll(/['"`-](ecb|cbc|ctr|cfb|ofb|rc4|des|des3|3des|bf|blowfish|chacha20)['"`-]/i)).toEqual([]);
});

test('[ASVS-11.4.1] no hash function that is broken, but the HMAC-SHA-1 of authenticator apps, which RFC 6238 asks for', () => {
  expect(findAll(/\b(md[245]|sha-?1|ripemd\w*)\b/i).map((line) => line.split(':')[0])).toEqual(
    findAll(/RFC 6238/)
      .filter((line) => /SHA-?1/.test(line))
      .map((line) => line.split(':')[0]),
  );
  const hashes = [...all.matchAll(/create(?:Hash|Hmac)\(\s*'?([\w-]+)'?/g)].map(([, name]) => name);
  expect(new Set(hashes)).toEqual(new Set(['sha256']));
});

test('[ASVS-11.5.1] what must not be guessed comes from the CSPRNG, 128 bits or more; no UUID and no Math.random is among it', () => {
  expect(findAll(/Math\.random/).filter((line) => !JITTER.some((file) => line.startsWith(file)))).toEqual([]);
  const uuids = findAll(/randomUUID\(/).map((line) => line.split(':')[0]);
  expect(new Set(uuids), 'names of rows, which open nothing').toEqual(
    new Set([
      'lib/alerts/channel-mutations.ts',
      ...['begin', 'complete', 'mutations'].map((name) => `lib/authorize/${name}.ts`),
      'lib/reports/run.ts',
      ...['renew', 'late-answers'].map((name) => `lib/upkeep/${name}.ts`),
    ]),
  );
  for (const line of findAll(/randomBytes\(\d+\)/)) {
    const bytes = Number(/randomBytes\((\d+)\)/.exec(line)?.[1]);
    expect(bytes, line).toBeGreaterThanOrEqual(12);
    if (bytes < 16) expect(line, 'a nonce of GCM').toMatch(/iv: /);
  }
});
/** Where chance only spreads work in time. */
const JITTER = ['lib/validation/', 'lib/oauth/retry', 'lib/coupa/', 'lib/upkeep/', 'lib/tokens/token-row'];

test('[ASVS-11.2.4] nothing compares tokens, states, secrets or their hashes with ===', () => {
  const found = sources.flatMap(({ file, text }) =>
    secretComparisons(text).map((comparison) => `${file}: ${comparison}`),
  );
  expect(found.filter((line) => !NO_SECRETS.some((words) => line.includes(words)))).toEqual([]);
  expect(
    secretComparisons(`
      if (a.sessionIdHash !== b.sessionIdHash) return state === expected;
      if (token !== null && state === 'open' && 'x' === token && digest(x) === typed.codeHash) return;
    `),
  ).toEqual(['a.sessionIdHash !== b.sessionIdHash', 'state === expected', 'digest(x) === typed.codeHash']);
});

const SECRET_NAME = /(token|state|secret|hash|verifier|nonce|digest|signature|passphrase|password|hmac)$/i;

/** Comparisons of something that is named like a secret with anything but a literal. */
const secretComparisons = (text: string): string[] =>
  [...text.matchAll(/([\w.?!()[\]'"`]+)\s*([!=]==)\s*([\w.?'"`]+)/g)]
    .map(([, left = '', sign, right = '']) => ({ left: left.replace(/^[(!]+/, ''), sign, right }))
    .filter(({ left, right }) => [left, right].some((side) => SECRET_NAME.test(side)))
    .filter(({ left, right }) => ![left, right].some(isLiteral))
    .map(({ left, sign, right }) => `${left} ${sign} ${right}`);
const isLiteral = (side: string) => /^(null|undefined|true|false|typeof|\d+|['"`].*)$/.test(side);

/** A digest of settings that are shown on the page, names of columns, and the states of checks. */
const NO_SECRETS = ['configurationHash', 'each.secret === secret', 'check.state === state'];

test('[ASVS-11.2.3] TLS is 1.2 or newer and keys have 128 bits of security or more', () => {
  expect(
    findAll(/minVersion|minDHSize|rejectUnauthorized/).filter((line) => /1\.[01]'|false/.test(line)),
  ).toEqual([]);
  expect(readFileSync('lib/seal/key-provider.ts', 'utf8')).toContain('KEY_BYTES = 32');
});
