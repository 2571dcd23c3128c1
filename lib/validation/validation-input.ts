import type { ClientProof, GrantType, ScopeSource } from '@/lib/accounts/schema';
import type { Trace } from '@/lib/errors';
import type { ApiRead } from '@/lib/oauth/api-read';
import type { Clock } from '@/lib/oauth/types';
import type { Userinfo } from '@/lib/oauth/userinfo';

/** Everything a validation looks at. It reads no database and sends nothing except through `readApi` and `readConsenter`. */
export interface ValidationInput {
  accountId: string;
  reportId: string;
  /** Origin of the instance. */
  instanceUrl: string;
  grantType: GrantType;
  clientProof: ClientProof;
  scopeSource: ScopeSource;
  /** Empty when the client was asked for its own scopes. */
  requestedScopes: readonly string[];
  accessToken: string;
  hasRefreshToken: boolean;
  /** `otherIssuer`: a discovery document was found and not used, because it names this issuer instead of the instance. */
  idToken: { present: boolean; verified: boolean; otherIssuer?: string } | null;
  expirySource: 'response' | 'default';
  obtainedAt: Date;
  expiresAt: Date;
  /** `scope` of the token answer's body; Coupa leaves it out. */
  responseScopes: readonly string[] | null;
  /** Requests that brought the token, refused ones first. */
  tokenTraces: readonly Trace[];
  /** Reads one path below the instance with the token. Failures of the network are thrown as AppError. */
  readApi: (path: string, signal: AbortSignal) => Promise<ApiRead>;
  /** Asks the instance who consented; absent where it does not offer that, or no ID token says whom to expect. */
  readConsenter?: (signal: AbortSignal) => Promise<Userinfo>;
  clock: Clock;
  signal: AbortSignal;
}
