import type { ReactNode } from 'react';
import { EmptyState } from '@/components/ui/empty-state';

/** Says what keys are for before there is one. */
export const NoKeys = ({ action }: { action: ReactNode }) => (
  <EmptyState title="No API keys yet" action={action}>
    <p>A key lets a program in, and nothing else but what it was made for:</p>
    <ul className="mt-2 list-disc space-y-1 pl-5">
      <li>a monitor that asks which accounts need a person,</li>
      <li>a pipeline that takes the token in use before it calls Coupa,</li>
      <li>a script that sets up or renews accounts.</li>
    </ul>
    <p className="mt-4">
      A key is shown once, ends by itself within a year, and stops at once when it is revoked or when its
      maker is no longer an owner. It never reaches people, settings, the audit log or a Client secret.
    </p>
  </EmptyState>
);
