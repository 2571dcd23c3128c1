import type { AccountType, ClientProof, ClientSource, GrantType, ScopeSource } from '@/lib/accounts/schema';
import type { StepName } from '@/lib/accounts/steps';
import type { ErrorCode, Trace } from '@/lib/errors';
import type { AccountSecret } from '@/lib/keys/account-secret';
import type { UpkeepView } from '@/lib/upkeep/view';
import type { Report, Verdict } from '@/lib/validation/report';

/** What pages and the API may know of an account. No secret and no token is in it, by type. Instants are ISO 8601 strings. */
export interface AccountView {
  id: string;
  label: string;
  accountType: AccountType;
  /** Origin, for example `https://acme-test.coupahost.com`. */
  instanceUrl: string;
  clientSource: ClientSource;
  grantType: GrantType;
  clientProof: ClientProof;
  name: string;
  login: string;
  contactFirstName: string;
  contactLastName: string;
  contactEmail: string;
  scopeSource: ScopeSource;
  scopes: string[];
  clientId: string;
  hasClientSecret: boolean;
  clientSecretLength: number | null;
  redirectUri: string;
  ownerId: string;
  ownerName: string;
  /** Who is told and asked when the owner is away. */
  deputyId: string | null;
  deputyName: string | null;
  createdAt: string;
  updatedAt: string;
  appliedAt: string | null;
  deletedAt: string | null;
  /** Sent back with every change; a form opened before somebody else's change is refused. */
  version: number;
  /** Steps that are finished, in order. */
  finishedSteps: StepName[];
  nextStep: StepName;
  token: TokenView | null;
  /** The token was obtained with exactly this configuration. */
  isTokenCurrent: boolean;
  verdict: Verdict | null;
  report: Report | null;
  problem: AccountProblem | null;
  /** Since when a stored value of this account does not open, and which: nothing of it is used until it is written anew. */
  quarantine: { at: string; value: AccountSecret | null } | null;
  status: AccountStatus;
  /** How its token is kept fresh; null before the first one. */
  upkeep: UpkeepView | null;
}

/** Why the last try to get a token failed, safe to show. */
export interface AccountProblem {
  code: ErrorCode;
  facts: Record<string, string | number | string[]>;
  trace?: Trace;
  at: string;
}

/** The token as it may be shown without a reveal: its first and last characters and what it says of itself. */
export interface TokenView {
  preview: { start: string; end: string; length: number };
  obtainedAt: string;
  expiresAt: string;
  /** `response`: Coupa said so. `default`: the answer named no lifetime and 24 hours were assumed. */
  expirySource: 'response' | 'default';
  hasRefreshToken: boolean;
  /** When Coupa's 90 days for the refresh token end; null without one. */
  consentEndsAt: string | null;
  grantedScopes: string[] | null;
  grantedSource: 'token' | 'response' | 'unknown';
  header: Record<string, unknown> | null;
  claims: Record<string, unknown> | null;
}

/** One line of status: words, proof beneath, and what comes next. Times are left to the page, which knows the reader's zone. */
export interface AccountStatus {
  kind:
    | 'setting-up'
    | 'valid'
    | 'limited'
    | 'not-validated'
    | 'expired'
    | 'rejected'
    | 'reauth-required'
    | 'config-error'
    | 'quarantined'
    | 'deleted';
  needsPerson: boolean;
  step: StepName | null;
  since: string | null;
  /** A request for a new token is on its way, or the last one failed; null otherwise. */
  renewal: {
    state: 'renewing' | 'failing';
    since: string;
    /** Null while a request is on its way, and when only a person can go on. */
    nextTryAt: string | null;
    failures: number;
  } | null;
  proof: { method: string; path: string; status: number; at: string } | null;
}

export interface AccountRow {
  id: string;
  label: string;
  accountType: AccountType;
  host: string;
  grantType: GrantType;
  clientProof: ClientProof;
  ownerName: string;
  updatedAt: string;
  expiresAt: string | null;
  obtainedAt: string | null;
  /** When its token is renewed by itself; null without a token, and where only a person's consent brings the next one. */
  renewalDueAt: string | null;
  status: AccountStatus;
}

export const ACCOUNT_FILTERS = ['all', 'needs-person', 'setting-up', 'valid', 'deleted'] as const;
export type AccountFilter = (typeof ACCOUNT_FILTERS)[number];

export interface AccountPage {
  rows: AccountRow[];
  /** Number of accounts behind each filter under the current search, counted up to 1,000. */
  counts: Record<AccountFilter, number>;
  /** Filters behind which there are more than were counted. */
  uncounted: AccountFilter[];
  /** 1-based; null for rows that follow a `next` of before. */
  page: number | null;
  pageSize: number;
  /** The count of the filter that is shown. */
  total: number;
  /** What to send as `after` for the rows that follow; null at the end. */
  next: string | null;
  /** `some-found`: more were found than are looked at. `changed-last`: words too short to be looked for in all accounts. */
  searched: 'all' | 'some-found' | 'changed-last';
}
