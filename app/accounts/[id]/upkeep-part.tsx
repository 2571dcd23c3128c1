import { SourceLine } from '@/app/help/source-line';
import { Countdown } from '@/components/ui/countdown';
import { type Definition, DefinitionList } from '@/components/ui/definition-list';
import { Disclosure } from '@/components/ui/disclosure';
import { LocalTime } from '@/components/ui/local-time';
import { Notice } from '@/components/ui/notice';
import { StatusLine } from '@/components/ui/status-line';
import type { AccountView } from '@/lib/accounts/view';
import { RENEWAL_RULES } from '@/lib/coupa/renewal-rules';
import type { UpkeepView } from '@/lib/upkeep/view';
import { KeepFresh } from './keep-fresh';
import { outcomeWords, tryWords, UPKEEP_WORDS } from './upkeep-words';

interface UpkeepPartProps {
  account: Pick<AccountView, 'id' | 'grantType' | 'status'>;
  upkeep: UpkeepView;
  /** The token can be renewed without a person: it fits the configuration, and there is what renewing takes. */
  canRenew: boolean;
  /** Title of what went wrong, told in full below. */
  reason: string | null;
}

/** How the token is kept fresh: state, since when, why, what comes next, what is known of the last try. */
export function UpkeepPart({ account, upkeep, canRenew, reason }: UpkeepPartProps) {
  const { glyph, words, meaning } = wordsOf(upkeep, canRenew);
  const isRetry = upkeep.state === 'renewing' && upkeep.failures > 0;
  return (
    <section aria-labelledby="upkeep" className="space-y-4">
      <h2 id="upkeep" className="text-lg font-semibold">
        Upkeep
      </h2>
      <StatusLine
        glyph={glyph}
        words={
          <>
            {words}
            {words !== RESTING.words && (
              <>
                {' '}
                since <LocalTime at={upkeep.since} />
              </>
            )}
            {isRetry && `, ${tryWords(upkeep.failures)}`}
          </>
        }
        proof={meaning}
      />
      {upkeep.outcomeUnknownSince && (
        <OutcomeUnknown since={upkeep.outcomeUnknownSince} grantType={account.grantType} />
      )}
      <DefinitionList label="Upkeep" items={definitionsOf(upkeep, account.status.proof, canRenew, reason)} />
      <RulesBehind />
      <KeepFresh accountId={account.id} shown={upkeep} words={words} />
    </section>
  );
}

const NEEDS_A_PERSON = new Set<UpkeepView['state']>([
  'reauth_required',
  'credentials_rejected',
  'config_error',
]);

/** Without what renewing takes, an account is neither healthy nor degraded: it rests until somebody authorizes. */
function wordsOf({ state }: UpkeepView, canRenew: boolean) {
  return canRenew || NEEDS_A_PERSON.has(state) ? UPKEEP_WORDS[state] : RESTING;
}

const RESTING = {
  glyph: 'dash' as const,
  words: 'Not renewed by itself',
  meaning: 'The next token needs a person: choose Re-authorize before this one ends.',
};

function definitionsOf(
  upkeep: UpkeepView,
  proof: AccountView['status']['proof'],
  canRenew: boolean,
  reason: string | null,
): Definition[] {
  const { failures, renewalDueAt, lastRenewedAt } = upkeep;
  return [
    ...(reason ? [{ term: 'Why', value: <Why title={reason} /> }] : []),
    ...(failures > 0 ? [{ term: 'Failed so far', value: triesWords(failures) }] : []),
    ...(failures > 0 && (canRenew || NEEDS_A_PERSON.has(upkeep.state))
      ? [{ term: 'Next try', value: <NextTry upkeep={upkeep} /> }]
      : canRenew && renewalDueAt
        ? [{ term: 'Next renewal', value: <LocalTime at={renewalDueAt} hasRelative /> }]
        : []),
    {
      term: 'Last renewed',
      value: lastRenewedAt ? <LocalTime at={lastRenewedAt} hasRelative /> : 'none yet',
    },
    {
      term: 'Last proof',
      value: proof ? (
        <>
          <code>
            {proof.method} {proof.path} {proof.status}
          </code>{' '}
          at <LocalTime at={proof.at} hasRelative />
        </>
      ) : (
        'no read has proved it yet'
      ),
    },
  ];
}

const Why = ({ title }: { title: string }) => (
  <>
    {title}.{' '}
    <a href="#what-happened" className="link">
      Who fixes it, and how
    </a>
  </>
);

const triesWords = (failures: number) =>
  failures === 1 ? 'one try since the last success' : `${failures} tries since the last success`;

function NextTry({ upkeep: { state, nextTryAt } }: { upkeep: UpkeepView }) {
  if (state === 'renewing') return 'on its way now';
  if (!nextTryAt) return 'none by itself: only a person can go on';
  return (
    <>
      <LocalTime at={nextTryAt} />
      <Countdown until={nextTryAt} lead=", in " endedWords="a moment" />
    </>
  );
}

function OutcomeUnknown({ since, grantType }: { since: string; grantType: AccountView['grantType'] }) {
  const { what, doing, meaning } = outcomeWords(grantType);
  return (
    <Notice
      title="It is not known whether Coupa took the last request"
      tone={grantType === 'authorization_code' ? 'wait' : 'plain'}
    >
      <div className="space-y-2 text-sm">
        <p>
          The request left at <LocalTime at={since} /> and no whole answer came back. {what}
        </p>
        <p>
          <strong>What is done:</strong> {doing}
        </p>
        <p>
          <strong>What it means:</strong> {meaning}
        </p>
      </div>
    </Notice>
  );
}

const RulesBehind = () => (
  <Disclosure summary="Coupa’s rules behind these times" className="text-sm">
    <dl className="space-y-4">
      {RENEWAL_RULES.map(({ id, name, words, certainty, source }) => (
        <div key={id}>
          <dt className="font-semibold">{name}</dt>
          <dd>
            {words}
            <SourceLine certainty={certainty} source={source} isClose />
          </dd>
        </div>
      ))}
    </dl>
  </Disclosure>
);
