import type { JWK } from 'jose';
import type { AdapterPayload } from 'oidc-provider';
import type { PracticeClient } from '../clients/client.ts';
import type { FaultName } from '../faults.ts';

/** What survives a restart. */
export interface State {
  version: 1;
  nextId: number;
  clients: PracticeClient[];
  faults: Partial<Record<FaultName, boolean>>;
  signingKey: JWK;
  cookieKey: string;
  /** Grants and refresh tokens of oidc-provider, by `Model:id`. */
  artifacts: Record<string, Artifact>;
}

export interface Artifact {
  payload: AdapterPayload;
  expiresAt: number;
}
