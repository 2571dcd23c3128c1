import { LinkButton } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

interface NoLinesProps {
  isFiltered: boolean;
  isOwner: boolean;
}

/** A log is never empty for an owner, who has signed in; others may see one before the first account. */
export const NoLines = ({ isFiltered, isOwner }: NoLinesProps) => (
  <EmptyState
    title={isFiltered ? 'No line fits' : 'Nothing has happened yet'}
    action={isFiltered && <LinkButton href="/settings/audit">Show all lines</LinkButton>}
  >
    <p>
      {isFiltered
        ? 'Every condition must hold for a line. Take one away, or choose other days.'
        : `Whatever happens to an account stands here${isOwner ? '' : '. What happens to people and to the service is for owners'}.`}
    </p>
  </EmptyState>
);
