import type { DeliveryRow } from '@/lib/alerts/delivery-data';

type Tried = Pick<DeliveryRow, 'lastStatus' | 'lastCode'>;

/** Why a try did not arrive, in one sentence. */
export function failureWords({ lastStatus, lastCode }: Tried): string {
  if (lastCode === 'alert_refused') return `The receiver answered ${lastStatus}.`;
  if (lastCode === 'endpoint_redirected')
    return `The receiver answered ${lastStatus}, a redirect, which is not followed.`;
  if (lastCode === 'mail_failed' && lastStatus !== null) return `The mail server answered ${lastStatus}.`;
  return REASONS[lastCode ?? ''] ?? 'It failed inside this service, whose log says more.';
}

const REASONS: Record<string, string> = {
  alert_target_not_allowed: 'This service may not call that address.',
  instance_dns: 'The name of the receiver was not found on the network.',
  instance_unreachable: 'No connection to the receiver came about, or it broke.',
  instance_certificate: 'The certificate of the receiver was not accepted.',
  instance_timeout: 'The receiver did not answer within 10 seconds.',
  answer_invalid: 'What the receiver answered is not HTTP.',
  mail_not_set_up: 'No mail server is set up here.',
  mail_failed: 'The mail server could not be reached, or did not let this service in.',
  value_tampered: 'The signing secret was changed from outside and does not open. Make a new one.',
  not_found: 'The person it was for works here no longer.',
};

/** What took it. */
export const takenWords = ({ lastStatus }: Tried): string =>
  lastStatus === null ? 'It was taken.' : `The answer was ${lastStatus}.`;

/** "Given up after 7 tries"; a test and a receiver that is gone get one. */
export const givenUpWords = ({ attempts }: Pick<DeliveryRow, 'attempts'>): string =>
  attempts <= 1 ? 'Not delivered' : `Given up after ${attempts} tries`;
