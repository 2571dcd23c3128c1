'use client';

import { Button, LinkButton } from '@/components/ui/button';
import { stepPath } from '@/lib/accounts/steps';
import type { AccountView } from '@/lib/accounts/view';
import { type AccountAction, actionsOf } from './actions-of';

interface AccountActionsProps {
  account: Parameters<typeof actionsOf>[0] & Pick<AccountView, 'id' | 'nextStep'>;
  /** The one that is being worked on. */
  pending: AccountAction | null;
  onPress(action: Exclude<AccountAction, 'continue' | 'reauthorize'>): void;
}

/** Fixed words, one place, at most one that stands out. */
export function AccountActions({ account, pending, onPress }: AccountActionsProps) {
  const { primary, all } = actionsOf(account);
  return all.map((action) => {
    const variant = action === primary ? 'primary' : 'secondary';
    const className = action === primary ? 'max-md:w-full' : '';
    if (action === 'continue' || action === 'reauthorize')
      return (
        <LinkButton
          key={action}
          variant={variant}
          className={className}
          href={stepPath(account.id, action === 'continue' ? account.nextStep : 'credentials')}
        >
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

const WORDS: Record<AccountAction, string> = {
  continue: 'Continue',
  reauthorize: 'Re-authorize',
  renew: 'Renew now',
  validate: 'Validate again',
  restore: 'Restore',
};

const PENDING_WORDS = { renew: 'Renewing…', validate: 'Validating…', restore: 'Restoring…' };
