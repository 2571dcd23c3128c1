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

/** Who it goes to. A webhook's secret is still sealed. */
export type Receiver =
  | { way: 'webhook'; channelId: string; url: string; secretSealed: string; secretVersion: number }
  | { way: 'email'; channelId: string | null; address: string };
