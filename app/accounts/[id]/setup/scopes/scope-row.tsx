'use client';

import { memo } from 'react';
import type { CatalogueRow } from '@/app/accounts/[id]/setup/scopes/catalogue-row';
import { CheckboxRow } from '@/components/ui/checkbox-row';

interface ScopeRowProps {
  row: CatalogueRow;
  isChosen: boolean;
  /** Stands instead of the description, for `offline_access`. */
  rule?: string | undefined;
  onToggle: (scope: string) => void;
}

/** Remembered, because ticking one of two hundred should draw one. */
export const ScopeRow = memo(function ScopeRow({ row, isChosen, rule, onToggle }: ScopeRowProps) {
  const { scope, description, permissions, isMadeInCore } = row;
  const count = permissions.length;
  return (
    <CheckboxRow
      id={`scope-${scope}`}
      title={scope}
      isMono
      checked={isChosen}
      onChange={() => onToggle(scope)}
      reason={rule ?? (isMadeInCore ? description : `${description}. Its client is not made in Core`)}
      more={
        count > 0
          ? {
              words: count === 1 ? '1 permission' : `${count} permissions`,
              children: <Permissions permissions={permissions} />,
            }
          : undefined
      }
    />
  );
});

const Permissions = ({ permissions }: { permissions: readonly string[] }) => (
  <ul className="gap-x-6 space-y-1 md:columns-2">
    {permissions.map((permission) => (
      <li key={permission} className="break-inside-avoid">
        {permission}
      </li>
    ))}
  </ul>
);
