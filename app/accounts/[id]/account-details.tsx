import { BreakingCode } from '@/components/ui/breaking-code';
import { ExternalLink } from '@/components/ui/button';
import { type Definition, DefinitionList } from '@/components/ui/definition-list';
import { Disclosure } from '@/components/ui/disclosure';
import { PageLink } from '@/components/ui/page-link';
import { ACCOUNT_TYPE_WORDS, grantTypeWords } from '@/components/wizard/account-words';
import { STEPS, stepPath } from '@/lib/accounts/steps';
import type { AccountView } from '@/lib/accounts/view';
import type { ChoosablePerson } from '@/lib/door/choosable-people';
import { AccountPeople } from './account-people';

interface AccountDetailsProps {
  account: AccountView;
  canEdit: boolean;
  /** Who may look after it; empty for those who cannot change that. */
  people: readonly ChoosablePerson[];
}

/** What is configured, who looks after it, and the way to each step. */
export const AccountDetails = ({ account, canEdit, people }: AccountDetailsProps) => (
  <section aria-labelledby="details">
    <h2 id="details" className="mb-3 text-lg font-semibold">
      Details
    </h2>
    <DefinitionList items={definitionsOf(account, canEdit)} />
    {canEdit && (
      <>
        <AccountPeople
          key={`${account.ownerId} ${account.deputyId}`}
          account={{
            id: account.id,
            ownerId: account.ownerId,
            ownerName: account.ownerName,
            deputyId: account.deputyId,
            deputyName: account.deputyName,
          }}
          people={people}
        />
        <ChangeStep account={account} />
      </>
    )}
  </section>
);

function definitionsOf(account: AccountView, canEdit: boolean): Definition[] {
  const { ownerName, accountType, instanceUrl, clientId, redirectUri, scopes, scopeSource } = account;
  const shownScopes = scopeSource === 'from_token' ? (account.token?.grantedScopes ?? []) : scopes;
  const none = <span className="text-ink-2">not yet</span>;
  return [
    { term: 'Owner', value: ownerName },
    { term: 'Deputy', value: account.deputyName ?? <span className="text-ink-2">nobody yet</span> },
    { term: 'Account type', value: ACCOUNT_TYPE_WORDS[accountType] },
    { term: 'Instance URL', value: <ExternalLink href={instanceUrl}>{instanceUrl}</ExternalLink> },
    { term: 'Grant type', value: grantTypeWords(account) },
    clientId === ''
      ? { term: 'Client ID', value: none }
      : { term: 'Client ID', value: clientId, isMono: true },
    { term: 'Client secret', value: <SecretWords account={account} canEdit={canEdit} /> },
    ...(account.grantType === 'authorization_code'
      ? [{ term: 'Redirect URI', value: <BreakingCode text={redirectUri} />, isMono: true }]
      : []),
    {
      term: 'Scopes',
      value:
        shownScopes.length === 0 ? (
          none
        ) : (
          <ul className="font-mono wrap-anywhere">
            {shownScopes.map((scope) => (
              <li key={scope}>
                <BreakingCode text={scope} />
              </li>
            ))}
          </ul>
        ),
    },
  ];
}

/** Said, never shown. */
function SecretWords({ account, canEdit }: { account: AccountView; canEdit: boolean }) {
  if (!account.hasClientSecret) return <span className="text-ink-2">none saved</span>;
  if (!canEdit) return 'saved';
  return (
    <>
      saved <span aria-hidden="true">·</span>{' '}
      <PageLink
        href={
          account.isTokenCurrent ? `/accounts/${account.id}/rotation` : stepPath(account.id, 'credentials')
        }
        className="link"
      >
        replace <span className="sr-only">Client secret</span>
      </PageLink>
    </>
  );
}

const ChangeStep = ({ account: { id, finishedSteps } }: { account: AccountView }) => (
  <Disclosure summary="Change a step" className="mt-2 text-sm">
    <p className="text-ink-2">A step says what its change undoes before it is saved.</p>
    <ol className="mt-2 list-decimal space-y-1 pl-5">
      {STEPS.map(({ name, title }) => (
        <li key={name}>
          {finishedSteps.includes(name) ? (
            <PageLink href={stepPath(id, name)} className="link">
              {title}
            </PageLink>
          ) : (
            <span className="text-ink-2">{title}, not yet finished</span>
          )}
        </li>
      ))}
    </ol>
  </Disclosure>
);
