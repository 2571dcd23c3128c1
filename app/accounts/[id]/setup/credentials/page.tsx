import type { Metadata } from 'next';
import { failureOf } from '@/app/accounts/[id]/failure-of';
import { openStep, type StepPageProps } from '@/app/accounts/[id]/setup/open-step';
import { ClientPageIllustration } from '@/components/coupa/client-page-illustration';
import { ConsentIllustration } from '@/components/coupa/consent-illustration';
import { ExternalLink } from '@/components/ui/button';
import type { AccountView } from '@/lib/accounts/view';
import { clientsPageUrl } from '@/lib/coupa/endpoints';
import type { ErrorCode } from '@/lib/errors';
import { CredentialsForm } from './credentials-form';
import { LeavingForCoupa } from './leaving-for-coupa';
import { RedirectHelp } from './redirect-help';

export const metadata: Metadata = { title: 'Credentials' };

export default async function CredentialsPage(props: StepPageProps) {
  const { account, ledBackBecause, problemCode } = await openStep('credentials', props);
  const failure = failureOf(account, problemCode);
  const { id, version, label, instanceUrl, grantType, clientProof, clientId, redirectUri } = account;
  return (
    <CredentialsForm
      account={{
        id,
        version,
        label,
        instanceUrl,
        grantType,
        clientProof,
        clientId,
        redirectUri,
        hasClientSecret: account.hasClientSecret,
        clientSecretLength: account.clientSecretLength,
        finishedSteps: account.finishedSteps,
        isTokenCurrent: account.isTokenCurrent,
      }}
      failure={failure}
      ledBackBecause={ledBackBecause}
      leaving={
        grantType === 'authorization_code' && (
          <>
            <RedirectHelp account={account} />
            <LeavingForCoupa account={account} />
          </>
        )
      }
      aside={<Over account={account} code={failure?.code ?? null} />}
    />
  );
}

/** What the reader needs to see in Coupa now: where the values stand, or what is asked after signing in. */
function Over({ account, code }: { account: AccountView; code: ErrorCode | null }) {
  const { grantType, instanceUrl, name, clientId, scopes } = account;
  const isConsentNext = grantType === 'authorization_code' && clientId !== '' && code !== 'invalid_client';
  if (isConsentNext)
    return <ConsentIllustration host={new URL(instanceUrl).host} clientName={name} scopes={scopes} />;
  return (
    <ClientPageIllustration
      grantType={grantType}
      name={name}
      login={account.login}
      clientId={clientId}
      redirectUri={account.redirectUri}
      scopes={scopes}
      purpose={code === 'invalid_client' ? 'rejected' : 'copy'}
      buttons={
        <ExternalLink variant="secondary" href={clientsPageUrl(instanceUrl)}>
          Open the clients page
        </ExternalLink>
      }
    />
  );
}
