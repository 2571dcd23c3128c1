import type { AlertFacts } from '@/lib/alerts/alert-facts';
import type { AlertKind } from '@/lib/alerts/alert-kinds';

/** An alert on its way to one receiver. */
export interface OutgoingAlert {
  /** Stays the same over all tries. */
  deliveryId: string;
  kind: AlertKind;
  accountId: string | null;
  facts: AlertFacts;
  at: Date;
}

interface SealedSecret {
  sealed: string;
  version: number;
}

/** Who it goes to. What signs a webhook is still sealed: its secret, and for a day after a new one the one before. */
export type Receiver =
  | { way: 'webhook'; channelId: string; url: string; secrets: SealedSecret[] }
  | { way: 'email'; channelId: string | null; address: string };
