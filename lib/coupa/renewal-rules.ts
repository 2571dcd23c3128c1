import {
  ACTIVATION_DELAY_SECONDS,
  type Certainty,
  REFRESH_TOKEN_LIFETIME_DAYS,
  RENEW_AFTER_HOURS,
  REQUESTS_PER_SECOND,
} from '@/lib/coupa/rules';

/** A rule of Coupa's that stands behind a time or a pause of upkeep, with how sure it is. */
export interface NamedRule {
  id: string;
  name: string;
  words: string;
  certainty: Certainty;
  source: string;
}

export const RENEWAL_RULES: readonly NamedRule[] = [
  {
    id: 'activation',
    name: `${ACTIVATION_DELAY_SECONDS}-second activation`,
    words: `A new token may be refused in its first ${ACTIVATION_DELAY_SECONDS} seconds, so checks wait that long before they use one.`,
    certainty: 'coupa',
    source: 'Coupa: OpenID Connect Clients',
  },
  {
    id: 'renewal',
    name: `${RENEW_AFTER_HOURS}-hour renewal`,
    words: `A token lasts 24 hours, and Coupa advises a new one after ${RENEW_AFTER_HOURS}. Renewals are spread over the two hours and a half before that, so that not all ask at one minute.`,
    certainty: 'coupa',
    source: 'Coupa: Set up an OpenID Connect client; the spreading is ours',
  },
  {
    id: 'cliff',
    name: `${REFRESH_TOKEN_LIFETIME_DAYS}-day cliff`,
    words: `A refresh token lasts ${REFRESH_TOKEN_LIFETIME_DAYS} days from the consent; then somebody signs in to Coupa again. It also ends when Coupa has trouble while it is used.`,
    certainty: 'coupa',
    source: 'Coupa: OpenID Connect Clients',
  },
  {
    id: 'cliff-moves',
    name: `The ${REFRESH_TOKEN_LIFETIME_DAYS} days may begin anew`,
    words: `When a renewal brings a new refresh token, its ${REFRESH_TOKEN_LIFETIME_DAYS} days may count from then. Coupa does not say so, so the dates here count from the consent.`,
    certainty: 'inferred',
    source: 'Common among servers of this kind',
  },
  {
    id: 'html',
    name: 'HTML for JSON',
    words:
      'A sign-in or maintenance page may come where JSON was expected. It is taken for a passing trouble: nothing stored is touched, and it is tried again.',
    certainty: 'inferred',
    source: 'Seen where the API was asked in the wrong way; for token requests it is a precaution',
  },
  {
    id: 'rate',
    name: `${REQUESTS_PER_SECOND}-a-second limit`,
    words: `An instance takes ${REQUESTS_PER_SECOND} requests a second with bursts of 20, from all clients together. Renewals ask at most two at a time, and wait when it says that there are too many.`,
    certainty: 'coupa',
    source: 'Coupa: Exception handling and error codes',
  },
];
