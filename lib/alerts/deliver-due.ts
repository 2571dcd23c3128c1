import { type Claim, claimDue, claimSameMailbox } from '@/lib/alerts/delivery-mutations';
import {
  type DeliveryContext,
  type Tried,
  tryDelivery,
  usualWays,
  type Ways,
} from '@/lib/alerts/try-delivery';
import { tryMails } from '@/lib/alerts/try-mails';
import { log } from '@/lib/log';

/** Tries on their way at once. */
const AT_ONCE = 4;

export interface DeliveryRound {
  delivered: number;
  failed: number;
}

/**
 * Delivers whatever is due, what has waited longest first. One try at a time to each channel; a channel that failed, and a mail
 * server that did not answer, are left alone for the rest of the round, so a slow receiver holds up nobody but itself. Many mails for
 * one mailbox leave as one.
 * At least once: a process that dies in between leaves its try to the next one, under the same id. No new try begins once the
 * signal is aborted; those on their way end within their deadline.
 */
export async function deliverDue(
  context: DeliveryContext,
  signal: AbortSignal,
  ways: Ways = usualWays(),
): Promise<DeliveryRound> {
  const round: DeliveryRound = { delivered: 0, failed: 0 };
  /** Each with its channel. */
  const onTheirWay = new Map<Promise<void>, string | null>();
  const left = { channels: new Set<string>(), isMailAway: false };
  while (!signal.aborted) {
    if (onTheirWay.size >= AT_ONCE) await Promise.race(onTheirWay.keys());
    const claim = await claimDue(context.store, {
      now: context.clock.now(),
      withoutChannels: [...left.channels, ...[...onTheirWay.values()].filter((id) => id !== null)],
      withoutMail: left.isMailAway,
    });
    if (claim) {
      const trying: Promise<void> = tryClaimed(context, ways, claim)
        .then((tried) => {
          for (const each of tried) note(each, round, left);
        })
        .catch((error) => log.error('delivery_not_noted', { error }))
        .finally(() => onTheirWay.delete(trying));
      onTheirWay.set(trying, claim.channelId);
    } else if (onTheirWay.size === 0) break;
    // What is due may be for a channel that is being sent to.
    else await Promise.race(onTheirWay.keys());
  }
  await Promise.all(onTheirWay.keys());
  return round;
}

async function tryClaimed(context: DeliveryContext, ways: Ways, claim: Claim): Promise<Tried[]> {
  if (!claim.isMail) return [await tryDelivery(context, ways, claim)];
  const others = await claimSameMailbox(context.store, claim, context.clock.now());
  return tryMails(context, ways, [claim, ...others]);
}

function note(
  { status, lastStatus, receiver }: Tried,
  round: DeliveryRound,
  left: { channels: Set<string>; isMailAway: boolean },
) {
  if (status === 'delivered') {
    round.delivered += 1;
    return;
  }
  round.failed += 1;
  if (receiver?.channelId) left.channels.add(receiver.channelId);
  if (receiver?.way === 'email' && lastStatus === null) left.isMailAway = true;
}
