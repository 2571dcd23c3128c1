import { plannerHref } from '@/app/planner/planner-address';
import { LinkButton } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

/** Nobody has to sign in: in the next 30 days, or at all. */
export const NothingPlanned = ({ isFiltered }: { isFiltered: boolean }) =>
  isFiltered ? (
    <EmptyState
      title="Nobody has to sign in within the next 30 days"
      action={<LinkButton href={plannerHref({})}>Show all</LinkButton>}
    >
      <p>Later ones are in the whole list.</p>
    </EmptyState>
  ) : (
    <div className="mt-8">
      <EmptyState title="Nothing to plan" action={<LinkButton href="/accounts">See the accounts</LinkButton>}>
        <p>
          No account goes on by a refresh token. Accounts by authorization code with{' '}
          <code>offline_access</code> stand here with the day by which somebody signs in to Coupa again.
        </p>
      </EmptyState>
    </div>
  );
