import type { ReactNode } from 'react';
import { EmptyState } from '@/components/ui/empty-state';

/** Says what a channel is before there is one. */
export const NoChannels = ({ action }: { action: ReactNode }) => (
  <EmptyState title="No channels yet" action={action}>
    <p>A channel is told of one account, or of all of them:</p>
    <ul className="mt-2 list-disc space-y-1 pl-5">
      <li>a webhook, for the system that pages people or keeps incidents,</li>
      <li>an e-mail address, for a team that shares a mailbox.</li>
    </ul>
  </EmptyState>
);
