import { type Delivery, loadDelivery } from '@/lib/alerts/delivery-data';
import { type Claim, finishTry, type Outcome } from '@/lib/alerts/delivery-mutations';
import { mailDigest } from '@/lib/alerts/mail-digest';
import {
  type DeliveryContext,
  outcomeAfter,
  type Tried,
  tryDelivery,
  type Ways,
} from '@/lib/alerts/try-delivery';
import { AppError } from '@/lib/errors';

/** From so many on, what is due for one mailbox goes into one mail: an instance that is away is one trouble to its reader. */
const TOGETHER_FROM = 4;

/** Tries claimed mails to one mailbox: few of them one by one, many of them as one. */
export async function tryMails(context: DeliveryContext, ways: Ways, claims: Claim[]): Promise<Tried[]> {
  if (claims.length >= TOGETHER_FROM) return tryTogether(context, ways, claims);
  const tried: Tried[] = [];
  for (const claim of claims) tried.push(await tryDelivery(context, ways, claim));
  return tried;
}

async function tryTogether(context: DeliveryContext, ways: Ways, claims: Claim[]): Promise<Tried[]> {
  const { store, clock } = context;
  const found: { claim: Claim; delivery: Delivery }[] = [];
  for (const claim of claims) {
    const delivery = await loadDelivery(store, claim.id, clock.now());
    if (delivery) found.push({ claim, delivery });
  }
  const outcomeFor = await sendTogether(
    context,
    ways,
    found.map(({ delivery }) => delivery),
  );
  const tried: Tried[] = [];
  for (const { claim, delivery } of found) {
    const outcome = outcomeFor(delivery, claim);
    await finishTry(store, claim, outcome, clock.now());
    tried.push({ ...outcome, receiver: delivery.receiver });
  }
  return tried;
}

/** One mail for all of them; how it ended counts for each. */
async function sendTogether(
  { appUrl, clock }: DeliveryContext,
  { mailer }: Ways,
  deliveries: Delivery[],
): Promise<(delivery: Delivery, claim: Claim) => Outcome> {
  const receiver = deliveries[0]?.receiver;
  if (receiver?.way !== 'email')
    return () => ({ status: 'given_up', nextAt: null, lastStatus: null, lastCode: 'not_found' });
  try {
    if (!mailer) throw new AppError('mail_not_set_up');
    const alerts = deliveries.map(({ alert }) => alert);
    const lastStatus = await mailer.send(receiver.address, mailDigest(alerts, appUrl));
    return () => ({ status: 'delivered', nextAt: null, lastStatus, lastCode: null });
  } catch (error) {
    return (delivery, claim) => outcomeAfter(error, delivery, claim, clock.now());
  }
}
