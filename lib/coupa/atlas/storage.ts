import { formatNumber } from '@/lib/coupa/marked';
import type { AtlasEntry, AtlasWords, Failure } from './entry';
import { factOr, numberFact } from './phrases';

const operator = (words: Omit<AtlasWords, 'fixer' | 'fixerWords'>): AtlasWords => ({
  ...words,
  fixer: 'operator',
  fixerWords: 'Whoever runs this service.',
});

const KEYS_WHY: Record<string, string> = {
  malformed: 'The key file has a line that is no key. It was edited, or cut while it was copied.',
  empty: 'The key file holds no key.',
  unknown: 'The database was written with keys that this key file does not have.',
  'other-database':
    'The key file belongs to another database: what was sealed there cannot be opened with it.',
  'other-provider':
    'The key file was written for another key provider than the one that is configured with `KEYS_PROVIDER`.',
  'no-root': 'The keys were not opened yet.',
  'readable-by-others': 'Other users of the machine can read the key file, so it cannot be trusted.',
};

const processOf = (failure: Failure) => {
  const pid = factOr(failure, 'pid', '');
  return pid ? `process ${pid}` : 'another process';
};

const freeWords = (failure: Failure) => {
  const free = numberFact(failure, 'freeMegabytes');
  return free === null ? '' : `: ${formatNumber(Math.floor(free))} MB are free`;
};

/** The sealed values of an account, in words. */
export const SECRET_WORDS: Record<string, string> = {
  client_secret: 'The Client secret',
  access_token: 'The access token',
  refresh_token: 'The refresh token',
  id_token: 'The ID token',
};

/** Why a key must stay: values by place, or that it is the one in use. */
function usesOf(failure: Failure): string {
  const key = factOr(failure, 'keyId', 'This key');
  if (failure.facts.reason === 'current') return `${key} is the key that seals`;
  if (failure.facts.reason === 'too-new')
    return `The key that seals now is younger than ${factOr(failure, 'minutes', 'a few')} minutes: another process of this service may still seal with ${key}`;
  const { places } = failure.facts;
  const where = Array.isArray(places) && places.length > 0 ? ` (${places.join(', ')})` : '';
  return `${factOr(failure, 'count', 'Some')} stored values are sealed with ${key}${where}`;
}

/** Our own database, files and keys. */
export const STORAGE_WORDS = {
  data_directory_in_use: {
    httpStatus: 503,
    explain: (failure) =>
      operator({
        title: 'Another process is using the data directory',
        happened: `${factOr(failure, 'directory', 'The data directory')} is held by ${processOf(failure)}. This process does not open it.`,
        why: 'Two processes on one embedded database lose each other’s writes without a word. Most likely an earlier start still runs.',
        steps: [
          'End the other process, or start this one with another `DATA_DIR`.',
          'To run several processes together, give them one PostgreSQL with `DATABASE_URL`.',
        ],
      }),
  },
  data_directory_unwritable: {
    httpStatus: 503,
    explain: (failure) =>
      operator({
        title: 'The data directory cannot be written',
        happened: `Writing to ${factOr(failure, 'directory', factOr(failure, 'file', 'the data directory'))} was refused.`,
        why: 'The user of this process has no right to write there, or the disk is mounted read-only.',
        steps: [
          'Give the user of this process the directory, for example with `chown`, or choose another with `DATA_DIR`.',
          'Start again.',
        ],
      }),
  },
  storage_full: {
    httpStatus: 507,
    explain: (failure) =>
      operator({
        title: 'The disk is full',
        happened:
          'The change could not be saved, because too little space is left. What was saved before is untouched.',
        why: `The disk of ${factOr(failure, 'directory', 'the database')}, or its quota, is used up${freeWords(failure)}.`,
        steps: [
          'Make room on the disk of the data directory or of PostgreSQL.',
          'Then try again; nothing else is needed.',
        ],
      }),
  },
  database_unavailable: {
    httpStatus: 503,
    explain: () =>
      operator({
        title: 'The database does not answer',
        happened:
          'The request could not be finished, because the database did not answer or ended the connection.',
        why: 'It is starting, being maintained, unreachable, or it refused the query.',
        steps: [
          'Try again in a minute.',
          'If it lasts: look at `/api/health` and at the log of the database.',
        ],
      }),
  },
  keys_wrong: {
    httpStatus: 503,
    explain: (failure) => {
      const { reason } = failure.facts;
      return operator({
        title: 'The keys do not fit the data',
        happened: `${factOr(failure, 'file', 'The key file')} was read, and the secrets in the database were left alone.`,
        why:
          (typeof reason === 'string' && KEYS_WHY[reason]) ||
          'The key file is not the one that the secrets in the database were sealed with.',
        steps:
          reason === 'readable-by-others'
            ? ['Take the rights of others away: `chmod 600` on the key file.', 'Start again.']
            : [
                'Put back the key file that belongs to this database, from the backup of the same day.',
                'Make no new one: secrets sealed with lost keys cannot be opened by anybody.',
              ],
      });
    },
  },
  keys_missing: {
    httpStatus: 503,
    explain: (failure) =>
      operator({
        title: 'The key file is missing',
        happened: `There is no key file at ${factOr(failure, 'file', 'the configured place')}, and the database already holds sealed secrets.`,
        why: 'The data directory was moved or restored without its keys, or `KEYS_FILE` points elsewhere. A new file would open none of the secrets.',
        steps: ['Put the key file back, or set `KEYS_FILE` to where it is.', 'Start again.'],
      }),
  },
  account_quarantined: {
    httpStatus: 409,
    explain: (failure) => ({
      title: 'This account is put aside',
      happened: `${SECRET_WORDS[String(failure.facts.value)] ?? 'A stored value'} of this account does not pass its check. Nothing of it was used.`,
      why: 'It was changed or moved outside this service, or the database was damaged. Other accounts go on.',
      fixer: 'you',
      fixerWords: 'You, and whoever runs this service.',
      steps: [
        'Tell whoever runs this service: somebody or something wrote to the database.',
        'Enter the Client secret again in step Credentials and press **Authorize**: that writes new values, and the account goes on.',
      ],
    }),
  },
  key_in_use: {
    httpStatus: 409,
    explain: (failure) =>
      operator({
        title: 'This key is still needed',
        happened: `${usesOf(failure)}. It was not dropped.`,
        why: 'Without the key nothing could open what is sealed with it.',
        steps: [
          'Let the re-wrapping run to its end, then drop the key.',
          'A value that was changed from outside cannot be re-wrapped: enter the Client secret of an account that is put aside again and press **Authorize**.',
        ],
      }),
  },
  key_provider_failed: {
    httpStatus: 503,
    explain: (failure) =>
      operator({
        title: 'The key provider did not open the keys',
        happened: `${factOr(failure, 'host', 'The key provider')} was asked and gave no keys${factOr(failure, 'reason', '') && `: ${factOr(failure, 'reason', '')}`}. Nothing was opened.`,
        why: 'The keys of this service are themselves sealed by a key provider outside of it.',
        steps: [
          'Check that the provider can be reached and is unsealed, and that its token is valid and may decrypt with this key.',
          'Start again.',
        ],
      }),
  },
  value_tampered: {
    httpStatus: 500,
    explain: (failure) =>
      operator({
        title: 'A stored secret was changed from outside',
        happened: `A sealed value in ${factOr(failure, 'table', 'the database')} does not pass its check and was not used.`,
        why: 'It was changed or moved to another row outside this service, or the database was damaged.',
        steps: [
          'Find out who wrote to the database, or restore it from a backup.',
          'Or enter the Client secret again in step Credentials and press **Authorize**: that writes a new value.',
        ],
      }),
  },
} satisfies Record<string, AtlasEntry>;
