import { type ListQuery, listHref } from '@/app/accounts/list-address';
import { LinkButton } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageTitle } from '@/components/ui/page-title';
import type { AccountFilter } from '@/lib/accounts/view';

/** The first thing a new owner sees: what this is, and the one thing to do. */
export const FirstAccount = ({ canEdit }: { canEdit: boolean }) => (
  <div className="wrap pt-8 md:pt-12">
    <PageTitle
      title="Accounts"
      sentence="An account here is a connection to one Coupa instance: a client in Coupa, its scopes, and a token that has been tried."
    />
    <div className="mt-8">
      <EmptyState
        title="No accounts yet"
        action={
          canEdit && (
            <LinkButton variant="primary" href="/accounts/new">
              Set up an account
            </LinkButton>
          )
        }
      >
        <p>
          Five steps take you there. Each shows the screen in Coupa with the values to type, and the last one
          proves that the token works.{' '}
          {canEdit
            ? 'You can stop at any step and go on later.'
            : 'An editor or the owner of this service can set one up.'}
        </p>
        <ol className="mt-4 list-decimal space-y-1 pl-5">
          <li>Say which Coupa instance it is and what will use the account.</li>
          <li>Choose the grant type: with or without a person who signs in.</li>
          <li>Choose the scopes: what the account may do.</li>
          <li>Bring the Client ID and the Client secret from Coupa and press Authorize.</li>
          <li>Read the report, press Apply and copy the configuration.</li>
        </ol>
      </EmptyState>
    </div>
  </div>
);

const NONE_HERE: Record<AccountFilter, string> = {
  all: 'Every account is deleted',
  'needs-person': 'No account needs a person',
  'setting-up': 'No account is being set up',
  valid: 'No account is valid now',
  deleted: 'No account is deleted',
};

/** Search or filter leave nothing over: says so and offers the way out. */
export const NothingFound = ({ query: { search, filter } }: { query: ListQuery }) => (
  <EmptyState
    title={search === '' ? NONE_HERE[filter] : `Nothing found for “${search}”`}
    action={
      (search !== '' || filter !== 'all') && <LinkButton href={listHref({})}>Show all accounts</LinkButton>
    }
  >
    {search !== '' && (
      <p>Searched are label, instance, owner and Client ID{filter !== 'all' && ', within the filter'}.</p>
    )}
  </EmptyState>
);
