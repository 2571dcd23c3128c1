import { alertOutbound } from '@/lib/alerts/alert-outbound';
import { type Delivery, findEarlierDelivery, loadDelivery } from '@/lib/alerts/delivery-data';
import { type Claim, finishTry, type Outcome, pauseGone } from '@/lib/alerts/delivery-mutations';
import { nextTryAt } from '@/lib/alerts/delivery-schedule';
import { mailMessage } from '@/lib/alerts/mail-message';
import { createMailer, type Mailer } from '@/lib/alerts/mailer';
import type { Receiver } from '@/lib/alerts/outgoing';
import { sendWebhook } from '@/lib/alerts/send-webhook';
import { webhookBody } from '@/lib/alerts/webhook-body';
import type { Store } from '@/lib/db/store';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { openSealed } from '@/lib/keys/open-sealed';
import { log } from '@/lib/log';
import type { Outbound } from '@/lib/oauth/outbound';
import { systemClock } from '@/lib/oauth/system-clock';
import type { Clock } from '@/lib/oauth/types';
import { observeDelivery } from '@/lib/ops/observe-request';
import { webhookSecretPlace } from '@/lib/seal/places';

export interface DeliveryContext {
  store: Store;
  clock: Clock;
  /** Origin of links, and what mails call themselves after. */
  appUrl: string;
}

/** How alerts leave. */
export interface Ways {
  outbound: Outbound;
  /** Null: no mail server is set up. */
  mailer: Mailer | null;
}

export function usualWays(): Ways {
  const { mail } = env();
  return { outbound: alertOutbound(), mailer: mail && createMailer(mail, systemClock) };
}

/** How a try ended, and which receiver it was. */
export interface Tried extends Outcome {
  receiver: Receiver | null;
}

/** One try of a claimed delivery, written down whatever comes of it. */
export async function tryDelivery(context: DeliveryContext, ways: Ways, claim: Claim): Promise<Tried> {
  const { store, clock } = context;
  const delivery = await loadDelivery(store, claim.id, clock.now());
  const outcome = delivery ? await outcomeOf(context, ways, claim, delivery) : GONE;
  await finishTry(store, claim, outcome, clock.now());
  const receiver = delivery?.receiver ?? null;
  if (outcome.lastStatus === 410 && receiver?.way === 'webhook')
    await pauseGone(store, receiver.channelId, clock.now());
  return { ...outcome, receiver };
}

const GONE: Outcome = { status: 'given_up', nextAt: null, lastStatus: null, lastCode: 'not_found' };

async function outcomeOf(
  context: DeliveryContext,
  ways: Ways,
  { id, attempts }: Claim,
  delivery: Delivery,
): Promise<Outcome> {
  if (!delivery.receiver) return GONE;
  try {
    const { alert, receiver } = delivery;
    const lastStatus = await observeDelivery(placeOf(receiver), () => send(context, ways, alert, receiver));
    return { status: 'delivered', nextAt: null, lastStatus, lastCode: null };
  } catch (error) {
    return outcomeAfter(error, delivery, { id, attempts }, context.clock.now());
  }
}

/** What follows from a try that failed: when the next one is, if any. */
export function outcomeAfter(
  error: unknown,
  { alert, receiver }: Delivery,
  { id, attempts }: Pick<Claim, 'id' | 'attempts'>,
  now: Date,
): Outcome {
  const known = error instanceof AppError ? error : new AppError('internal');
  if (known.code === 'internal') log.error('delivery_failed', { id, error: error as Error });
  const { status, retryAfterSeconds } = known.facts;
  const lastStatus = typeof status === 'number' ? status : null;
  const isLast = alert.kind === 'test' || (receiver?.way === 'webhook' && lastStatus === 410);
  const asked = typeof retryAfterSeconds === 'number' ? retryAfterSeconds : null;
  const nextAt = isLast ? null : nextTryAt(attempts, now, asked);
  return { status: nextAt ? 'waiting' : 'given_up', nextAt, lastStatus, lastCode: known.code };
}

const placeOf = (receiver: Receiver) =>
  receiver.way === 'email'
    ? { channel: receiver.way }
    : { channel: receiver.way, host: URL.parse(receiver.url)?.host };

async function send(
  { store, appUrl }: DeliveryContext,
  { outbound, mailer }: Ways,
  alert: Delivery['alert'],
  receiver: Receiver,
): Promise<number | null> {
  if (receiver.way === 'email') {
    if (!mailer) throw new AppError('mail_not_set_up');
    const earlierDeliveryId = alert.kind === 'recovered' ? await findEarlierDelivery(store, alert) : null;
    return mailer.send(receiver.address, mailMessage(alert, { appUrl, earlierDeliveryId }));
  }
  const { channelId, url } = receiver;
  const secrets = await Promise.all(
    receiver.secrets.map(({ sealed, version }) =>
      openSealed(store, webhookSecretPlace(channelId, version), sealed),
    ),
  );
  const body = JSON.stringify(webhookBody(alert, appUrl));
  return sendWebhook(outbound, { url, secrets, id: alert.deliveryId, body });
}
