import type { Metadata } from 'next';
import { failureOf } from '@/app/accounts/[id]/failure-of';
import { findAccount, type StepPageProps } from '@/app/accounts/[id]/setup/open-step';
import { LinkButton } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { ProblemPanel } from '@/components/wizard/problem-panel';
import { stepPath } from '@/lib/accounts/steps';
import type { AccountView } from '@/lib/accounts/view';
import { explainError } from '@/lib/coupa/error-atlas';
import { requirePerson } from '@/lib/door/require-person';
import { requestContext } from '@/lib/http/context';
import { type AccountRotation, getRotation } from '@/lib/rotation/get-rotation';
import { OtherAdministrator } from './other-administrator';
import { RegenerateAside } from './regenerate-aside';
import { RotationPage } from './rotation-page';

export const metadata: Metadata = { title: 'Change the Client secret' };

export default async function Rotation({ params }: StepPageProps) {
  await requirePerson('editor');
  const account = await findAccount((await params).id);
  const rotation = await getRotation(await requestContext(), account.id);
  const { id, label, grantType, token } = account;
  return (
    <RotationPage
      account={{
        id,
        label,
        isCode: grantType === 'authorization_code',
        hasRefreshToken: token?.hasRefreshToken ?? false,
        tokenEndsAt: token?.expiresAt ?? null,
        // Only an account in use is tried again by the clock.
        nextTryAt: (account.appliedAt && account.upkeep?.nextTryAt) ?? null,
      }}
      rotation={rotation}
      trouble={<Trouble account={account} rotation={rotation} />}
      elsewhere={rotation.canStart ? null : <Elsewhere account={account} />}
      help={<OtherAdministrator account={account} />}
      aside={<RegenerateAside account={account} />}
    />
  );
}

/** Why the last question or the last renewal failed: kept on the server, so that a reload still says it. */
function Trouble({
  account,
  rotation: { stage, proof },
}: {
  account: AccountView;
  rotation: AccountRotation;
}) {
  if (stage === 'staged' && (proof?.outcome === 'refused' || proof?.outcome === 'unclear')) {
    const { outcome: reason, status, error, secretLength } = proof;
    const facts = {
      reason,
      ...(status !== undefined && { status }),
      ...(error && { error }),
      ...(secretLength && { secretLength }),
    };
    const explanation = explainError('secret_not_proved', facts, { instanceUrl: account.instanceUrl });
    return <ProblemPanel explanation={explanation} at={proof.at} />;
  }
  const failure = stage === 'switched' ? failureOf(account) : null;
  if (!failure) return null;
  const { explanation, trace, at } = failure;
  // A cause that passes asks for no other page than this one.
  const steps =
    account.upkeep?.state === 'degraded' ? ['Press **Try again** in a minute.'] : explanation.steps;
  return <ProblemPanel explanation={{ ...explanation, steps }} trace={trace} {...(at && { at })} />;
}

/** Without a secret, or without a token that rests on it, there is nothing that a change could keep. */
const Elsewhere = ({ account: { id, deletedAt, hasClientSecret, nextStep } }: { account: AccountView }) => (
  <Notice title={deletedAt ? 'This account was deleted' : 'Step Credentials is the place for it'}>
    <p>
      {deletedAt
        ? 'Restore it first.'
        : hasClientSecret
          ? 'No token rests on the secret that is saved, so nothing needs to be kept: enter the new one there and authorize.'
          : 'This account has no Client secret yet.'}
    </p>
    <p className="mt-3">
      <LinkButton
        href={deletedAt ? `/accounts/${id}` : stepPath(id, nextStep === 'result' ? 'credentials' : nextStep)}
      >
        {deletedAt ? 'Open the account' : 'Open the step'}
      </LinkButton>
    </p>
  </Notice>
);
