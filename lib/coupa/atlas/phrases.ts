import { asCode } from '@/lib/coupa/marked';
import type { MarkedText } from '@/lib/validation/report';
import type { Failure } from './entry';

export function textFact({ facts }: Failure, name: string): string | null {
  const value = facts[name];
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** Our own words for a reason by its name; the name itself when it has none yet. */
export function reasonOr(
  failure: Failure,
  name: string,
  words: Readonly<Record<string, string>>,
  otherwise: MarkedText,
): MarkedText {
  const reason = textFact(failure, name);
  if (reason === null) return otherwise;
  return Object.hasOwn(words, reason) ? (words[reason] ?? otherwise) : asCode(reason);
}

/** A fact as one piece of code, or other words when it is missing or of another kind. */
export function factOr({ facts }: Failure, name: string, otherwise: MarkedText): MarkedText {
  const value = facts[name];
  if (typeof value === 'number' && Number.isFinite(value)) return asCode(String(value));
  return typeof value === 'string' && value.trim() !== '' ? asCode(value) : otherwise;
}

export function numberFact({ facts }: Failure, name: string): number | null {
  const value = facts[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** A fact that is a list of names; one name alone counts too. */
export function listFact({ facts }: Failure, name: string): string[] {
  const value = facts[name];
  if (Array.isArray(value)) return value.filter((each) => typeof each === 'string' && each !== '');
  return typeof value === 'string' && value !== '' ? [value] : [];
}

/** "`acme.coupahost.com`", from the facts, the request or the account; "the instance" when nobody knows. */
export function hostOf(failure: Failure): MarkedText {
  const { facts, trace, instanceUrl } = failure;
  if (typeof facts.host === 'string' && facts.host !== '') return asCode(facts.host);
  const address = trace?.url ?? instanceUrl;
  return address && URL.canParse(address) ? asCode(new URL(address).host) : 'the instance';
}

/** "The token endpoint answered `401` `invalid_client`." from the request, or from the facts of a failure without one. */
export function answerOf(failure: Failure, who = 'The token endpoint'): MarkedText {
  const status = failure.trace?.status ?? numberFact(failure, 'status');
  const error = failure.trace?.error ?? textFact(failure, 'error');
  const parts = [status, error].filter((part) => part !== null && part !== undefined && part !== '');
  return parts.length === 0
    ? `${who} refused the request.`
    : `${who} answered ${parts.map((part) => asCode(String(part))).join(' ')}.`;
}

/** The server's own text, quoted, with one full stop at its end; nothing when it sent none. */
export function serverWords({ trace, facts }: Failure): MarkedText {
  const text = trace?.errorDescription ?? facts.description;
  if (typeof text !== 'string' || text.trim() === '') return '';
  return ` It says: ${asCode(text.replace(/\.\s*$/, ''))}.`;
}

/** A link into the instance, or its words with the way through the menu when the address is not known. */
export function openClients({ instanceUrl }: Failure): MarkedText {
  return isPlainOrigin(instanceUrl)
    ? `[Open the client in Coupa](${instanceUrl}/oauth2/clients)`
    : 'Open the client in Coupa under **Setup > Integrations > OAuth2/OpenID Connect Clients**';
}

export function openScopes({ instanceUrl }: Failure): MarkedText {
  return isPlainOrigin(instanceUrl)
    ? `[Open the scopes in Coupa](${instanceUrl}/oauth2/scopes)`
    : 'Open the scopes in Coupa at the path `/oauth2/scopes`';
}

/** Only a bare origin may stand in a link; anything else could close the brackets. */
const isPlainOrigin = (url: string | undefined): url is string =>
  url !== undefined && /^https?:\/\/[a-z0-9.-]+(:\d+)?$/.test(url);

/** The button as the page shows it. */
export const authorizeButton = ({ isTokenCurrent }: Failure): MarkedText =>
  isTokenCurrent ? '**Re-authorize**' : '**Authorize**';

export const authorizeAgain = (failure: Failure): MarkedText =>
  `Come back to step Credentials and press ${authorizeButton(failure)} again.`;

/** A failed read of the API leaves the token alone, so the report is made again and not the token. */
const isRead = ({ trace }: Failure) => trace?.method === 'GET';

export const again = (failure: Failure): MarkedText =>
  isRead(failure) ? 'Come back and press **Validate again**.' : authorizeAgain(failure);

export const later = (failure: Failure): MarkedText =>
  failure.isRenewal
    ? 'Wait: it is tried again by itself. Or press **Renew now** to try at once.'
    : laterByHand(failure);

const laterByHand = (failure: Failure): MarkedText =>
  `Wait a minute, then press ${isRead(failure) ? '**Validate again**' : authorizeButton(failure)}. Nothing you entered is lost.`;
