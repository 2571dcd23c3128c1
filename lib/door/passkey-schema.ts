import { z } from 'zod';
import '@/lib/zod-without-eval';

/** base64url, and no longer than any authenticator answers (ML-DSA signatures take 4 kB). */
const bytes = z
  .string()
  .max(8000)
  .regex(/^[A-Za-z0-9_-]*$/);
const extensions = z.record(z.string(), z.unknown());

const credential = {
  id: bytes.min(1),
  rawId: bytes.min(1),
  type: z.literal('public-key'),
  clientExtensionResults: extensions,
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
};

/** What a passkey answered when it was asked to sign a challenge. */
export const assertionSchema = z.strictObject({
  ...credential,
  response: z.strictObject({
    clientDataJSON: bytes,
    authenticatorData: bytes,
    signature: bytes,
    userHandle: bytes.optional(),
  }),
});

/** What came of making a passkey. */
export const attestationSchema = z.strictObject({
  ...credential,
  response: z.strictObject({
    clientDataJSON: bytes,
    attestationObject: bytes,
    authenticatorData: bytes.optional(),
    transports: z.array(z.string().max(40)).max(10).optional(),
    publicKeyAlgorithm: z.number().optional(),
    publicKey: bytes.optional(),
  }),
});

export const passkeyNameSchema = z
  .string()
  .trim()
  .min(1, 'Enter a name to know this passkey by.')
  .max(60, 'Use at most 60 characters.')
  .regex(/^\P{Cc}*$/u, 'Remove line breaks and control characters.');

export type Assertion = z.output<typeof assertionSchema>;
export type Attestation = z.output<typeof attestationSchema>;
