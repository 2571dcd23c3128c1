import { alertWords } from '@/lib/alerts/alert-words';
import { listChannelsOf, listPeopleOf } from '@/lib/alerts/channel-data';
import type { ChannelKind } from '@/lib/alerts/channel-schema';
import { type DeliveryRow, listDeliveriesOf } from '@/lib/alerts/delivery-data';
import type { Store } from '@/lib/db/store';

export interface AlertsView {
  /** Told by mail without a channel; nobody where no mail server is set up. */
  people: { id: string; name: string; part: 'owner' | 'deputy' }[];
  channels: { id: string; name: string; kind: ChannelKind; isPaused: boolean }[];
  /** The last alert, and how many of its deliveries arrived. */
  last: { at: string; title: string; words: string } | null;
}

/** More deliveries than any single alert has. */
const MAX_DELIVERIES = 102;

/** Who is told of one account, as everybody who may see the account may know it: no address is in it. */
export async function describeAlerts(store: Store, accountId: string, hasMail: boolean): Promise<AlertsView> {
  const people = hasMail ? await listPeopleOf(store, accountId) : [];
  const channels = await listChannelsOf(store, accountId);
  const deliveries = await listDeliveriesOf(store, accountId, MAX_DELIVERIES);
  const [first] = deliveries;
  return {
    people,
    channels: channels.map(({ pausedAt, ...channel }) => ({ ...channel, isPaused: pausedAt !== null })),
    last: first
      ? {
          at: first.raisedAt,
          title: alertWords(first).title,
          words: arrivedWords(deliveries.filter(({ alertId }) => alertId === first.alertId)),
        }
      : null,
  };
}

function arrivedWords(deliveries: DeliveryRow[]): string {
  const arrived = deliveries.filter(({ status }) => status === 'delivered').length;
  if (arrived === deliveries.length) return 'It arrived.';
  const isWaiting = deliveries.some(({ status }) => status === 'waiting');
  const words = `It arrived at ${arrived} of ${deliveries.length} receivers`;
  return isWaiting ? `${words}; the rest is tried again.` : `${words}.`;
}
