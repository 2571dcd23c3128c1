import { findTestMarker } from '@/lib/coupa/instance-hosts';

/** Short enough for any user table; Coupa names no limit (modelled, not observed). */
const MAX_LOGIN_LENGTH = 40;
const SMALL_WORDS = new Set([
  'a',
  'an',
  'and',
  'at',
  'by',
  'for',
  'from',
  'in',
  'of',
  'on',
  'the',
  'to',
  'with',
]);

/**
 * A Login for Coupa's form, for example `ap-invoices-ledger-test-api`. It must be unique among the clients and users of
 * the instance, so `attempt` 1, 2, … give others: first with the instance's name in it, then numbered.
 */
export function proposeLogin(label: string, host: string, attempt = 0): string {
  const environment = describeEnvironment(host);
  const instance =
    attempt > 0 ? toWords(instanceName(host)).filter((word) => !environment.includes(word)) : [];
  const number = attempt > 1 ? [String(attempt)] : [];
  const tail = [...instance, ...environment, ...number, 'api'];
  const words = toWords(label).filter((word) => !SMALL_WORDS.has(word));
  const head = dropRepeated(words.length > 0 ? words : ['coupa'], tail);
  const room = MAX_LOGIN_LENGTH - tail.join('-').length - 1;
  const cutHead = head.join('-').slice(0, Math.max(room, 3)).replace(/-+$/, '');
  return [cutHead, ...tail].join('-').slice(-MAX_LOGIN_LENGTH).replace(/^-+/, '');
}

/** A Name for Coupa's form: the label, with the environment behind it when that is not production. */
export function proposeName(label: string, instance: string): string {
  const [environment] = describeEnvironment(instance.replace(/^https?:\/\//, ''));
  const name = label.trim();
  const isSaid = environment && toWords(name).includes(environment);
  return environment && !isSaid ? `${name} (${environment})` : name;
}

/** A label to start from, for example "Coupa acme-test in SnapLogic". */
export function proposeLabel(
  accountType: 'snaplogic-oauth2' | 'snaplogic-dynamic' | 'other',
  host: string,
): string {
  const name = instanceName(host);
  return accountType === 'other' ? `Coupa ${name}` : `Coupa ${name} in SnapLogic`;
}

const isLocal = (host: string) => /^(localhost|127\.0\.0\.1|\[::1\])(:|$)/.test(host);
const instanceName = (host: string) => (isLocal(host) ? 'practice' : (host.split('.')[0] ?? host));

function describeEnvironment(host: string): string[] {
  if (isLocal(host)) return ['practice'];
  const marker = findTestMarker(host);
  if (!marker) return [];
  return [marker.startsWith('-') ? marker.slice(1) : marker === 'coupadev.com' ? 'dev' : 'demo'];
}

const TRANSLITERATED: Record<string, string> = { ß: 'ss', æ: 'ae', ø: 'o', đ: 'd', ł: 'l', þ: 'th', œ: 'oe' };

function toWords(text: string): string[] {
  return text
    .toLowerCase()
    .replace(/[ßæøđłþœ]/g, (letter) => TRANSLITERATED[letter] ?? '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
}

const dropRepeated = (words: string[], tail: string[]) => {
  const kept = words.filter((word) => !tail.includes(word));
  return kept.length > 0 ? kept : ['coupa'];
};
