import { you } from './by-you';
import type { AtlasEntry } from './entry';
import { factOr, numberFact } from './phrases';
import { explainSecretNotProved } from './secret-not-proved';

/** Keeping tokens fresh, changing client secrets, and telling people about it. */
export const UPKEEP_WORDS = {
  renewal_in_progress: {
    httpStatus: 503,
    explain: () =>
      you({
        title: 'This token is being renewed right now',
        happened:
          'Another process has asked Coupa for a new token and waits for the answer. No second request was sent.',
        why: 'Two requests at a time could each make the other’s token worthless.',
        steps: ['Ask again in a few seconds. `Retry-After` says when.'],
      }),
  },
  min_ttl_too_long: {
    httpStatus: 422,
    explain: (failure) =>
      you({
        title: 'No token of this account lives that long',
        happened: `At least ${numberFact(failure, 'wantedSeconds') ?? 'too many'} seconds were asked for; a new token of this account lives ${numberFact(failure, 'lifeSeconds') ?? 'fewer'}. At most ${numberFact(failure, 'longestSeconds') ?? 'a little less than that'} can be asked for.`,
        why: 'Renewing would not help, so nothing was asked of Coupa.',
        steps: ['Ask with a smaller `min_ttl`, and fetch the token again during long work.'],
      }),
  },
  secret_not_proved: { httpStatus: 409, explain: explainSecretNotProved },
  rotation_missing: {
    httpStatus: 409,
    explain: () =>
      you({
        title: 'No change of the Client secret is under way',
        happened: 'There is no new secret to prove, to switch to or to give up. Nothing was changed.',
        why: 'It was finished or given up meanwhile, perhaps by somebody else.',
        steps: ['Reload the page. It shows where the account stands.'],
      }),
  },
  rotation_under_way: {
    httpStatus: 409,
    explain: () =>
      you({
        title: 'A change of the Client secret is under way already',
        happened: 'The secret that you entered was not kept. Nothing was changed.',
        why: 'One change at a time: a second secret would hide which of the two Coupa accepted.',
        steps: ['Reload the page. Finish the change that it shows, or give it up, and enter yours then.'],
      }),
  },
  alert_target_not_allowed: {
    httpStatus: 422,
    explain: (failure) => ({
      title: 'Alerts cannot be sent there',
      happened: `${factOr(failure, 'host', 'That address')} was not called.`,
      why: 'Webhooks go to https addresses outside the own network, and to the hosts in `ALERT_HOSTS`.',
      fixer: 'operator',
      fixerWords: 'You, with another address, or whoever runs this service.',
      steps: ['Use an https address, or have the host added to `ALERT_HOSTS` and the service restarted.'],
    }),
  },
  alert_refused: {
    httpStatus: 502,
    explain: (failure) => ({
      title: 'The receiver did not take the alert',
      happened: `It answered ${numberFact(failure, 'status') ?? 'with a failure'}. The alert is kept.`,
      why: 'Only an answer from 200 to 299 means that it was taken.',
      fixer: 'you',
      fixerWords: 'Whoever looks after the receiving system.',
      steps: ['Look at the receiver’s own log for this time.', 'Send a test from **Settings → Alerts**.'],
    }),
  },
  mail_not_set_up: {
    httpStatus: 409,
    explain: () => ({
      title: 'No mail server is set up',
      happened: 'No e-mail was sent.',
      why: '`SMTP_URL` and `MAIL_FROM` are not set.',
      fixer: 'operator',
      fixerWords: 'Whoever runs this service.',
      steps: ['Set `SMTP_URL` (or `SMTP_URL_FILE`) and `MAIL_FROM`, and restart the service.'],
    }),
  },
  mail_failed: {
    httpStatus: 502,
    explain: (failure) => ({
      title: 'The mail server did not take the e-mail',
      happened: `It answered ${numberFact(failure, 'status') ?? 'nothing that could be used'}. The alert is kept.`,
      why: 'The server was away, refused the sender, or does not know the address.',
      fixer: 'operator',
      fixerWords: 'Whoever runs this service or its mail server.',
      steps: ['Check `SMTP_URL` and `MAIL_FROM`.', 'Send a test from **Settings → Alerts**.'],
    }),
  },
  backup_elsewhere: {
    httpStatus: 409,
    explain: () => ({
      title: 'The database is a PostgreSQL server',
      happened: 'No back-up was made.',
      why: 'A server is backed up with its own tools, and can be put back to any moment with them.',
      fixer: 'operator',
      fixerWords: 'Whoever looks after that server.',
      steps: ['Use `pg_dump`, or the server’s own back-ups, as docs/operations.md says.'],
    }),
  },
  backup_unreadable: {
    httpStatus: 422,
    explain: (failure) => ({
      title: 'The back-up cannot be read',
      happened: `${factOr(failure, 'file', 'The file')} holds no whole database of this service. Nothing was changed.`,
      why: 'It was cut off while it was copied, or it is another file.',
      fixer: 'operator',
      fixerWords: 'Whoever keeps the back-ups.',
      steps: ['Fetch the back-up again, or take an older one.'],
    }),
  },
  backup_too_new: {
    httpStatus: 409,
    explain: () => ({
      title: 'The back-up is from a later version',
      happened: 'Nothing was changed.',
      why: 'This version does not know everything that a later one keeps.',
      fixer: 'operator',
      fixerWords: 'Whoever runs this service.',
      steps: ['Install the version that made the back-up, or a later one, and put it back there.'],
    }),
  },
} satisfies Record<string, AtlasEntry>;
