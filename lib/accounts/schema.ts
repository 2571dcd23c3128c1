import { z } from 'zod';
import '@/lib/zod-without-eval';
import { cleanClientId, cleanClientSecret } from '@/lib/coupa/credentials';
import { parseInstanceUrl } from '@/lib/coupa/instance-url';

/** The schemas of the wizard's steps. Form and route share them, so a page cannot accept what the server refuses. */

export const ACCOUNT_TYPES = ['snaplogic-oauth2', 'snaplogic-dynamic', 'other'] as const;
export type AccountType = (typeof ACCOUNT_TYPES)[number];

export const GRANT_TYPES = ['client_credentials', 'authorization_code'] as const;
export type GrantType = (typeof GRANT_TYPES)[number];

/** The radio pair that Coupa's form shows under Authorization code. */
export const CLIENT_PROOFS = ['shared_secret', 'pkce'] as const;
export type ClientProof = (typeof CLIENT_PROOFS)[number];

export const CLIENT_SOURCES = ['new', 'existing'] as const;
export type ClientSource = (typeof CLIENT_SOURCES)[number];

/** `chosen`: the list is ours. `from_token`: an existing client, asked without `scope`, tells its own. */
export const SCOPE_SOURCES = ['chosen', 'from_token'] as const;
export type ScopeSource = (typeof SCOPE_SOURCES)[number];

const oneLine = (label: string, max: number) =>
  z
    .string()
    .trim()
    .min(1, `Enter the ${label}`)
    .max(max, `${label[0]?.toUpperCase()}${label.slice(1)} must be ${max} characters or fewer`)
    .refine((text) => !/\p{Cc}/u.test(text), `The ${label} contains a character that cannot be shown`);

/** Step 1. `extraHosts` are the hosts allowed besides Coupa's own (the practice instance, an administrator's list). */
export const clientStepSchema = (extraHosts: readonly string[]) =>
  z.strictObject({
    accountType: z.enum(ACCOUNT_TYPES),
    label: oneLine('label', 100),
    instanceUrl: z.string().transform((typed, ctx) => {
      const understood = parseInstanceUrl(typed, extraHosts);
      if (understood.ok) return understood.origin;
      ctx.addIssue({ code: 'custom', message: understood.message });
      return z.NEVER;
    }),
    clientSource: z.enum(CLIENT_SOURCES),
  });
export type ClientStep = z.output<ReturnType<typeof clientStepSchema>>;

/** Step 2. Which of the lower fields count follows from the grant type and from whether the client is new. */
export const grantTypeStepSchema = z.strictObject({
  grantType: z.enum(GRANT_TYPES),
  clientProof: z.enum(CLIENT_PROOFS),
  name: z.string().trim().max(100, 'Name must be 100 characters or fewer'),
  login: z.string().trim().max(100, 'Login must be 100 characters or fewer'),
  contactFirstName: z.string().trim().max(100, 'Contact first name must be 100 characters or fewer'),
  contactLastName: z.string().trim().max(100, 'Contact last name must be 100 characters or fewer'),
  contactEmail: z.union([z.literal(''), z.email('Enter an email address like name@company.com').max(254)]),
});
export type GrantTypeStep = z.output<typeof grantTypeStepSchema>;

/** RFC 6749 §3.3: scope-token = 1*( %x21 / %x23-5B / %x5D-7E ). */
const SCOPE_TOKEN = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

/** Step 3. At least one scope, unless an existing client is asked for its own. */
export const scopesStepSchema = z
  .strictObject({
    scopeSource: z.enum(SCOPE_SOURCES),
    scopes: z
      .array(z.string().max(120).regex(SCOPE_TOKEN, 'A scope contains a character that scopes cannot have'))
      .max(400, 'More than 400 scopes make a token too large for any header'),
  })
  .refine((step) => step.scopeSource === 'from_token' || step.scopes.length > 0, {
    path: ['scopes'],
    message: 'Choose at least one scope. Coupa does not save a client without one',
  });
export type ScopesStep = z.output<typeof scopesStepSchema>;

/** Step 4. An empty secret means: keep the saved one; the route refuses when there is none to keep. */
export const credentialsStepSchema = z.strictObject({
  clientId: z.string().transform((typed, ctx) => {
    const { value, problem } = cleanClientId(typed);
    if (problem) ctx.addIssue({ code: 'custom', message: problem });
    return value;
  }),
  clientSecret: z.string().transform((typed, ctx) => {
    if (typed.trim() === '') return '';
    const { value, problem } = cleanClientSecret(typed);
    if (problem) ctx.addIssue({ code: 'custom', message: problem });
    return value;
  }),
});
export type CredentialsStep = z.output<typeof credentialsStepSchema>;

export const REVEALABLE = ['access_token', 'client_secret'] as const;
export const revealSchema = z.strictObject({ what: z.enum(REVEALABLE) });

const MIN_PASSPHRASE_LENGTH = 12;

/** The passphrase of a sealed export. No trimming: what was typed is what opens the file. */
export const sealedExportSchema = z.strictObject({
  passphrase: z
    .string()
    .min(MIN_PASSPHRASE_LENGTH, `The passphrase must have ${MIN_PASSPHRASE_LENGTH} characters or more`)
    .max(1000, 'The passphrase must have 1,000 characters or fewer'),
});

/** Who looks after an account, and who does when they are away. */
export const accountPeopleSchema = z
  .strictObject({
    ownerId: z.uuid('Choose an owner'),
    deputyId: z.uuid('Choose a deputy, or nobody').nullable(),
  })
  .refine(({ ownerId, deputyId }) => ownerId !== deputyId, {
    path: ['deputyId'],
    message: 'Choose somebody else than the owner as deputy',
  });
export type AccountPeople = z.output<typeof accountPeopleSchema>;
