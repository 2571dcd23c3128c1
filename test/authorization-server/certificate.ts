import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** Just enough DER (ITU-T X.690) to make a certificate for a test, so that no key has to be committed. */
const der = (tag: number, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const size = body.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
};
const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const integer = (value: number) => der(0x02, Buffer.from([value]));
const time = (at: Date) => der(0x18, Buffer.from(at.toISOString().replace(/[-:T]|\.\d+/g, '')));
const bits = (body: Buffer) => der(0x03, Buffer.from([0]), body);
const name = (text: string) => sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(text)))));
const ECDSA_WITH_SHA256 = sequence(oid('2a8648ce3d040302'));

export interface Issued {
  key: string;
  cert: string;
}

interface Wanted {
  host: string;
  /** Days from now; the past makes an expired one. */
  validDays?: number;
  /** The authority that signs; itself when there is none. */
  issuer?: Issued & { name: string };
  isAuthority?: boolean;
}

const DAY_MS = 86_400_000;

/** An X.509 certificate (RFC 5280 §4.1) over a new P-256 key, in PEM. */
export function makeCertificate({ host, validDays = 30, issuer, isAuthority = false }: Wanted): Issued {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const names = sequence(oid('551d11'), der(0x04, sequence(der(0x82, Buffer.from(host)))));
  const authority = sequence(oid('551d13'), der(0x04, sequence(der(0x01, Buffer.from([0xff])))));
  const body = sequence(
    der(0xa0, integer(2)),
    integer(1 + Math.floor(Math.random() * 100)),
    ECDSA_WITH_SHA256,
    name(issuer?.name ?? host),
    sequence(time(new Date(Date.now() - 60 * DAY_MS)), time(new Date(Date.now() + validDays * DAY_MS))),
    name(host),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(names, ...(isAuthority ? [authority] : []))),
  );
  const signer: KeyObject = issuer ? createPrivateKey(issuer.key) : privateKey;
  const certificate = sequence(body, ECDSA_WITH_SHA256, bits(sign('sha256', body, signer)));
  const lines = certificate.toString('base64').replace(/.{64}/g, '$&\n');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}
