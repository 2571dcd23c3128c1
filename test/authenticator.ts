import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';
import type { Assertion, Attestation } from '@/lib/door/passkey-schema';

/** What an honest authenticator does; a test changes one thing at a time. */
export interface Behaviour {
  origin: string;
  /** RP ID that it signs for. */
  host: string;
  isVerified: boolean;
  /** Value of the signature counter. */
  counter: number;
  userHandle: string | undefined;
  type: string;
  /** Signs with another key than the one that was registered. */
  key: KeyObject;
}

const UP = 0x01;
const UV = 0x04;
const ATTESTED = 0x40;

/** An authenticator in software: one ES256 passkey (WebAuthn §6, COSE key of RFC 9053 §2.1) and what a browser says around it. */
export class Authenticator {
  readonly id = randomBytes(32).toString('base64url');
  readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });

  readonly honest: { origin: string; host: string };
  private userHandle = '';

  constructor(honest: { origin: string; host: string }) {
    this.honest = honest;
  }

  /** Makes the passkey for a person, as `navigator.credentials.create` answers. */
  register(challenge: string, personId: string, changed: Partial<Behaviour> = {}): Attestation {
    this.userHandle = Buffer.from(personId).toString('base64url');
    const did = this.behave(changed, 'webauthn.create');
    const attested = Buffer.concat([
      Buffer.alloc(16),
      uint16(32),
      Buffer.from(this.id, 'base64url'),
      this.coseKey(),
    ]);
    const authData = Buffer.concat([this.authData(did, ATTESTED), attested]);
    const attestation = new Map<string, unknown>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', new Uint8Array(authData)],
    ]);
    return {
      ...this.envelope(),
      response: {
        clientDataJSON: clientData(did, challenge),
        attestationObject: base64url(isoCBOR.encode(attestation as Parameters<typeof isoCBOR.encode>[0])),
        transports: ['internal'],
      },
    };
  }

  /** Signs a challenge, as `navigator.credentials.get` answers. */
  answer(challenge: string, changed: Partial<Behaviour> = {}): Assertion {
    const did = this.behave(changed, 'webauthn.get');
    const authData = this.authData(did, 0);
    const clientDataJSON = clientData(did, challenge);
    const hash = createHash('sha256').update(Buffer.from(clientDataJSON, 'base64url')).digest();
    const signature = sign('sha256', Buffer.concat([authData, hash]), did.key);
    return {
      ...this.envelope(),
      response: {
        clientDataJSON,
        authenticatorData: base64url(authData),
        signature: base64url(signature),
        userHandle: did.userHandle,
      },
    };
  }

  private behave(changed: Partial<Behaviour>, type: string): Behaviour {
    const { honest, userHandle, keys } = this;
    return { ...honest, isVerified: true, counter: 0, userHandle, type, key: keys.privateKey, ...changed };
  }

  private envelope() {
    return { id: this.id, rawId: this.id, type: 'public-key' as const, clientExtensionResults: {} };
  }

  private authData({ host, isVerified, counter }: Behaviour, flags: number): Buffer {
    const rpIdHash = createHash('sha256').update(host).digest();
    return Buffer.concat([rpIdHash, Buffer.from([flags | UP | (isVerified ? UV : 0)]), uint32(counter)]);
  }

  private coseKey(): Uint8Array {
    const { x = '', y = '' } = this.keys.publicKey.export({ format: 'jwk' });
    const fields: [number, number | Uint8Array][] = [
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
      [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
    ];
    return isoCBOR.encode(new Map(fields));
  }
}

const clientData = ({ origin, type }: Behaviour, challenge: string) =>
  base64url(Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false })));

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');

function uint16(value: number) {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function uint32(value: number) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
