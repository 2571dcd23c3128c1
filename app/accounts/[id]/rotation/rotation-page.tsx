'use client';

import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { LocalTime } from '@/components/ui/local-time';
import { Notice } from '@/components/ui/notice';
import { PageLink } from '@/components/ui/page-link';
import { PageTitle } from '@/components/ui/page-title';
import { StatusLine } from '@/components/ui/status-line';
import { StepSummary } from '@/components/wizard/step-summary';
import type { AccountRotation } from '@/lib/rotation/get-rotation';
import { GiveUp } from './give-up';
import { RotationStep, type StepState } from './rotation-step';
import { StageForm } from './stage-form';
import { type Press, useRotationPress } from './use-rotation-press';

interface Account {
  id: string;
  label: string;
  isCode: boolean;
  hasRefreshToken: boolean;
  /** ISO 8601; null without a token. */
  tokenEndsAt: string | null;
  nextTryAt: string | null;
}

interface RotationPageProps {
  account: Account;
  rotation: AccountRotation;
  /** Why the last question or renewal failed. */
  trouble: ReactNode;
  /** Where to go instead, when nothing can be changed here. */
  elsewhere: ReactNode;
  help: ReactNode;
  aside: ReactNode;
}

const TURN = { none: 1, staged: 2, proved: 3, switched: 4 } as const;

/** Four steps from one Client secret to the next. Each is on the server when it is done: a reload loses nothing. */
export function RotationPage({ account, rotation, ...slots }: RotationPageProps) {
  const { press, pending, done, problem, tries } = useRotationPress(account.id);
  const { stage } = rotation;
  return (
    <div className="wrap grid gap-x-18 pt-8 md:pt-12 lg:grid-cols-[minmax(0,600fr)_minmax(0,528fr)]">
      <div className="min-w-0">
        <StepSummary errors={[]} problem={problem} attempt={tries} />
        <PageTitle
          above={
            <PageLink href={`/accounts/${account.id}`} className="link">
              {account.label}
            </PageLink>
          }
          title="Change the Client secret"
          sentence="A new secret is proved before it is used, and the one before is kept until a token came by the new one. The token in use, its scopes and its consent stay as they are."
        />
        <div role="status" className={done ? 'mt-6' : ''}>
          {done && <Notice title={done} />}
        </div>
        <div className="mt-8 space-y-8">
          {slots.elsewhere ?? (
            <>
              <Standing account={account} rotation={rotation} />
              <ol aria-label="Steps" className="border-t border-line">
                <Steps account={account} rotation={rotation} press={press} pending={pending} />
              </ol>
              {(stage === 'staged' || stage === 'proved') && (
                <GiveUp isPending={pending === 'drop'} onGiveUp={() => press('drop')} />
              )}
              {slots.trouble}
              {slots.help}
            </>
          )}
        </div>
      </div>
      <aside aria-label="What you see in Coupa" className="min-w-0 max-lg:mt-12">
        <div className="space-y-12 lg:sticky lg:top-8">{slots.aside}</div>
      </aside>
    </div>
  );
}

/** How much time there is, and what happened to a secret that was in use already. */
function Standing({ account, rotation }: { account: Account; rotation: AccountRotation }) {
  if (rotation.proof?.outcome === 'undone' && rotation.stage === 'staged')
    return (
      <StatusLine
        glyph="triangle"
        words={
          <>
            The secret before is in use again since <LocalTime at={rotation.proof.at} />
          </>
        }
        proof={
          rotation.proof.error
            ? 'Coupa refused the new one after the switch and accepted the one before. The new one waits here.'
            : 'The new one waits here.'
        }
      />
    );
  if (rotation.stage === 'switched' || !account.tokenEndsAt) return null;
  return (
    <StatusLine
      glyph="clock"
      words={
        <>
          The token in use ends at <LocalTime at={account.tokenEndsAt} hasRelative />
        </>
      }
      proof="So much time there is from Regenerate on. Everything else that uses this client needs the new secret as well."
    />
  );
}

interface StepsProps {
  account: Account;
  rotation: AccountRotation;
  press(step: Press, body?: unknown): ReturnType<ReturnType<typeof useRotationPress>['press']>;
  pending: Press | null;
}

function Steps({ account, rotation, press, pending }: StepsProps) {
  const { stage, stagedAt, stagedByName, stagedLength, proof, proofEndsAt, inUseSince } = rotation;
  const turn = TURN[stage];
  const stateOf = (number: number): StepState => (number < turn ? 'done' : number === turn ? 'now' : 'later');
  return (
    <>
      <RotationStep
        number={1}
        title="Make a new secret in Coupa"
        state={stateOf(1)}
        line={
          stagedAt && (
            <>
              Entered <LocalTime at={stagedAt} />
              {stagedByName && ` by ${stagedByName}`}
              {stagedLength !== null && `, ${stagedLength} characters`}
            </>
          )
        }
      >
        <p>
          Press <strong>Regenerate</strong> on the client’s page, then <strong>Show/Hide</strong>, and copy
          the whole <strong>Secret</strong>.
          {inUseSince && (
            <>
              {' '}
              The one in use was entered here <LocalTime at={inUseSince} form="day" />.
            </>
          )}
        </p>
        <StageForm isPending={pending === 'stage'} onStage={(body) => press('stage', body)} />
      </RotationStep>
      <RotationStep
        number={2}
        title="Prove it"
        state={stateOf(2)}
        line={
          turn > 2 && proof ? (
            <ProofLine rotation={rotation} />
          ) : (
            'Nothing is spent on a secret that is wrong.'
          )
        }
      >
        <p>{account.isCode ? BY_CONTRAST : BY_TOKEN}</p>
        {proofEndsAt && proof?.outcome === 'accepted' && (
          <p className="text-sm text-ink-2">
            It was accepted <LocalTime at={proof.at} />. That counts for an hour.
          </p>
        )}
        <Button
          variant="primary"
          onClick={() => press('prove')}
          pendingWords="Asking Coupa…"
          isPending={pending === 'prove'}
        >
          Prove it
        </Button>
      </RotationStep>
      <RotationStep
        number={3}
        title="Switch"
        state={stateOf(3)}
        line={
          rotation.switchedAt && turn > 3 ? (
            <>
              Switched <LocalTime at={rotation.switchedAt} />
            </>
          ) : (
            'The new secret takes the place of the one in use, which is kept.'
          )
        }
      >
        <p>
          The new secret takes the place of the one in use.{' '}
          {canAsk(account)
            ? 'A new token is asked for at once; the one in use stays until it has come.'
            : 'Without a refresh token the next token comes when a person authorizes again.'}
        </p>
        <Button
          variant="primary"
          onClick={() => press('switch')}
          pendingWords="Switching…"
          isPending={pending === 'switch'}
        >
          Switch
        </Button>
      </RotationStep>
      <RotationStep
        number={4}
        title="The first token"
        state={stateOf(4)}
        line="When it has come, the secret before is deleted here."
      >
        <Waiting account={account} press={press} pending={pending} />
      </RotationStep>
    </>
  );
}

const canAsk = ({ isCode, hasRefreshToken }: Account) => !isCode || hasRefreshToken;

const BY_TOKEN =
  'Coupa is asked for a token with the new secret, and that token is thrown away. The one in use is not touched: Coupa keeps several of one client side by side (seen with several connectors; Coupa does not promise it).';
const BY_CONTRAST =
  'Coupa is asked with a refresh token that was made up, so there is nothing to spend: once with the new secret, and once with a made-up one. The new secret is proved only when Coupa rejects the made-up one and not the new one.';

function ProofLine({ rotation: { proof } }: { rotation: AccountRotation }) {
  if (!proof) return null;
  return (
    <>
      Accepted <LocalTime at={proof.at} />:{' '}
      {proof.how === 'token' ? 'it brought a token' : 'Coupa rejected a made-up secret and not this one'}
    </>
  );
}

/** Switched, and the first token did not come: it may be tried again at once, or the secret before used again. */
function Waiting({ account, press, pending }: Omit<StepsProps, 'rotation'>) {
  return (
    <>
      <p>
        The new secret is in use. The one before is kept until a token comes by the new one.{' '}
        {!canAsk(account) && 'That is when a person authorizes again, before the token in use ends.'}
        {canAsk(account) && account.nextTryAt && (
          <>
            Next try <LocalTime at={account.nextTryAt} hasRelative />.
          </>
        )}
      </p>
      <div className="flex flex-wrap gap-2">
        {canAsk(account) && (
          <Button
            variant="primary"
            onClick={() => press('switch')}
            pendingWords="Asking Coupa…"
            isPending={pending === 'switch'}
          >
            Try again
          </Button>
        )}
        <Button onClick={() => press('undo')} pendingWords="Going back…" isPending={pending === 'undo'}>
          Use the secret before
        </Button>
      </div>
      <p className="text-sm text-ink-2">
        Before it is used again Coupa is asked whether it still accepts it. After Regenerate it most likely
        does not.
      </p>
    </>
  );
}
