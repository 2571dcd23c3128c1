'use client';

import { Button, LinkButton } from '@/components/ui/button';
import { stepPath } from '@/lib/accounts/steps';
import type { AccountView } from '@/lib/accounts/view';
import { type AccountAction, actionsOf } from './actions-of';

type Placed = Pick<AccountView, 'id' | 'nextStep'>;

interface AccountActionsProps {
  account: Parameters<typeof actionsOf>[0] & Placed;
  /** The one that is being worked on. */
  pending: AccountAction | null;
  onPress(action: Exclude<AccountAction, Elsewhere>): void;
}

/** Fixed words, one place, at most one that stands out. */
export function AccountActions({ account, pending, onPress }: AccountActionsProps) {
  const { primary, all } = actionsOf(account);
  return all.map((action) => {
    const variant = action === primary ? 'primary' : 'secondary';
    const className = action === primary ? 'max-md:w-full' : '';
    if (isElsewhere(action))
      return (
        <LinkButton key={action} variant={variant} className={className} href={HREFS[action](account)}>
          {WORDS[action]}
        </LinkButton>
      );
    return (
      <Button
        key={action}
        variant={variant}
        className={className}
        onClick={() => onPress(action)}
        pendingWords={PENDING_WORDS[action]}
        isPending={pending === action}
      >
        {WORDS[action]}
      </Button>
    );
  });
}

/** What is done on a page of its own. */
type Elsewhere = keyof typeof HREFS;
const HREFS = {
  continue: ({ id, nextStep }: Placed) => stepPath(id, nextStep),
  replace: ({ id }: Placed) => `/accounts/${id}/rotation`,
  reauthorize: ({ id }: Placed) => stepPath(id, 'credentials'),
};

const isElsewhere = (action: AccountAction): action is Elsewhere => action in HREFS;

const WORDS: Record<AccountAction, string> = {
  continue: 'Continue',
  replace: 'Replace the client secret',
  reauthorize: 'Re-authorize',
  renew: 'Renew now',
  validate: 'Validate again',
  restore: 'Restore',
};

const PENDING_WORDS = { renew: 'Renewing…', validate: 'Validating…', restore: 'Restoring…' };
