import type { Metadata } from 'next';
import { cache } from 'react';
import { PageLink } from '@/components/ui/page-link';
import { grantTypeWords } from '@/components/wizard/account-words';
import { ExportList } from '@/components/wizard/export-list';
import { ForConsumer } from '@/components/wizard/for-consumer';
import { ProblemPanel } from '@/components/wizard/problem-panel';
import { TokenSection } from '@/components/wizard/token-section';
import { listHistory } from '@/lib/accounts/data';
import type { AccountView } from '@/lib/accounts/view';
import { listChoosablePeople } from '@/lib/door/choosable-people';
import { hasRole } from '@/lib/door/has-role';
import { requirePerson } from '@/lib/door/require-person';
import { fileStem } from '@/lib/exports/file-stem';
import { requestContext } from '@/lib/http/context';
import { AccountDetails } from './account-details';
import { AccountHistory, HISTORY_PAGE } from './account-history';
import { AccountPage } from './account-page';
import { canRenew } from './actions-of';
import { AlertPart } from './alert-part';
import { configurationOf } from './configuration-of';
import { DeleteAccount } from './delete-account';
import { failureOf } from './failure-of';
import { HISTORY_FILTERS } from './history-words';
import { SealedExport } from './sealed-export';
import { findAccount, type StepPageProps } from './setup/open-step';
import { StatusLines } from './status-lines';
import { TokenLife } from './token-life';
import { UpkeepPart } from './upkeep-part';

/** Beyond this the audit log is the better place. */
const MAX_ENTRIES = 1000;

const openAccount = cache(async (id: string) => {
  const person = await requirePerson('viewer');
  return { person, account: await findAccount(id) };
});

export async function generateMetadata({ params }: StepPageProps): Promise<Metadata> {
  const { account } = await openAccount((await params).id);
  return { title: account.label };
}

export default async function Account({ params, searchParams }: StepPageProps) {
  const { person, account } = await openAccount((await params).id);
  const { show, entries, done } = await searchParams;
  const { store, clock } = await requestContext();
  const shown = Math.min(Math.max(Number(entries) || HISTORY_PAGE, HISTORY_PAGE), MAX_ENTRIES);
  const history = await listHistory(store, account.id, shown + 1);
  const canEdit = hasRole(person, 'editor');
  const { id, label, status, token, isTokenCurrent, grantType, nextStep, hasClientSecret, report } = account;
  const canChange = canEdit && !account.deletedAt;
  const people = canChange ? await listChoosablePeople(store) : [];
  const isUsable = token !== null && !account.deletedAt;
  const configuration = configurationOf(account, person);
  return (
    <AccountPage
      account={{
        id,
        label,
        status,
        isTokenCurrent,
        hasClientSecret,
        grantType,
        nextStep,
        token: token && { hasRefreshToken: token.hasRefreshToken },
        lacksScopes: report?.scopes.some(({ result }) => result === 'missing') ?? false,
      }}
      canEdit={canEdit}
      report={report}
      done={doneWords(done, account)}
      above={
        <PageLink href="/accounts" className="link">
          Accounts
        </PageLink>
      }
      sentence={
        <>
          <code>{new URL(account.instanceUrl).host}</code>, {grantTypeWords(account)}
        </>
      }
      status={<Status account={account} now={clock.now()} />}
      configuration={isUsable && <ForConsumer accountId={id} configuration={configuration} isFolded />}
      history={
        <AccountHistory
          accountId={id}
          entries={history}
          shown={shown}
          filter={HISTORY_FILTERS.find((each) => each === show) ?? 'all'}
        />
      }
      aside={
        <>
          <AccountDetails account={account} canEdit={canChange} people={people} />
          {account.appliedAt && !account.deletedAt && (
            <AlertPart accountId={id} isOwner={hasRole(person, 'owner')} />
          )}
          {isUsable && canEdit && <TokenSection accountId={id} token={token} isFolded />}
          {isUsable && (
            <section aria-labelledby="exports">
              <h2 id="exports" className="text-lg font-semibold">
                Exports
              </h2>
              <ExportList accountId={id} exports={configuration.exports} />
              {canEdit && <SealedExport accountId={id} fileName={`${fileStem(label)}.sealed.json`} />}
            </section>
          )}
          {canChange && (
            <DeleteAccount id={id} label={label} clientsPageHost={new URL(account.instanceUrl).host} />
          )}
        </>
      }
    />
  );
}

function Status({ account, now }: { account: AccountView; now: Date }) {
  const { id, token, deletedAt, appliedAt, upkeep, grantType, status } = account;
  const failure = deletedAt ? null : failureOf(account);
  const isKept = appliedAt !== null && !deletedAt && status.kind !== 'quarantined';
  const renewsItself = canRenew(account);
  return (
    <>
      <StatusLines account={account} now={now} />
      {upkeep && isKept && (
        <UpkeepPart
          account={{ id, grantType, status }}
          upkeep={upkeep}
          canRenew={renewsItself}
          reason={upkeep.reason && failure ? failure.explanation.title : null}
        />
      )}
      {failure && (
        <ProblemPanel
          explanation={failure.explanation}
          trace={failure.trace}
          {...(failure.at && { at: failure.at })}
        />
      )}
      {token && !deletedAt && (
        <TokenLife
          token={token}
          renewalDueAt={renewsItself ? (upkeep?.renewalDueAt ?? null) : null}
          isApplied={appliedAt !== null}
          isFailing={(upkeep?.failures ?? 0) > 0}
        />
      )}
    </>
  );
}

/** What was done on the page before; said only while it is so. */
function doneWords(done: unknown, { appliedAt, deletedAt }: AccountView): string | null {
  if (done === 'deleted' && deletedAt) return 'Deleted. Restore brings it back as it was.';
  if (done === 'applied' && appliedAt && !deletedAt) return 'Applied. This account is in use.';
  return null;
}
