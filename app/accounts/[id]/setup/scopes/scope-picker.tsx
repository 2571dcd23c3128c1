'use client';

import { useDeferredValue, useMemo, useState } from 'react';
import type { CatalogueRow } from '@/app/accounts/[id]/setup/scopes/catalogue-row';
import { OFFLINE_ACCESS, orderRows } from '@/app/accounts/[id]/setup/scopes/order-rows';
import { ScopeRow } from '@/app/accounts/[id]/setup/scopes/scope-row';
import { FieldError } from '@/components/ui/field';
import { SearchField } from '@/components/ui/search-field';
import { searchScopes } from '@/lib/coupa/search-scopes';

interface ScopePickerProps {
  catalogue: readonly CatalogueRow[];
  chosen: readonly string[];
  /** Those that stand first: chosen when the list was last put in order, so that no row moves under the pointer. */
  first: readonly string[];
  offlineAccessRule: string;
  error?: string | undefined;
  onToggle: (scope: string) => void;
}

export function ScopePicker({
  catalogue,
  chosen,
  first,
  offlineAccessRule,
  error,
  onToggle,
}: ScopePickerProps) {
  const [query, setQuery] = useState('');
  const asked = useDeferredValue(query);
  const rows = useMemo(() => orderRows(catalogue, chosen, first), [catalogue, chosen, first]);
  const found = useMemo(() => findRows(rows, asked), [rows, asked]);
  const ticked = new Set(chosen);
  return (
    <section aria-labelledby="chosen-title">
      <h2 id="chosen-title" className="text-lg font-semibold">
        {countWords(chosen.length)} chosen
      </h2>
      <SearchField
        name="search-scopes"
        label="Search scopes"
        placeholder={`Among ${catalogue.length} known scopes, for example receipt`}
        frameClassName="mt-3"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        // Enter would send the whole step.
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      />
      <p role="status" className="mt-1 min-h-5 text-sm text-ink-2">
        {asked.trim() !== '' && foundWords(found.length, rows.length)}
      </p>
      {error && <FieldError id="scopes" message={error} />}
      <div className="mt-1 border-y border-control">
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot scroll in every browser */}
        <div
          id="scopes"
          role="group"
          tabIndex={-1}
          aria-label="Scopes"
          aria-describedby={error ? 'scopes-error' : undefined}
          // The margin is room for focus rings, which a scrolling box would cut.
          className="-mx-1 max-h-[34rem] overflow-y-auto overscroll-contain px-1"
        >
          {found.map((row) => (
            <ScopeRow
              key={row.scope}
              row={row}
              isChosen={ticked.has(row.scope)}
              rule={row.scope === OFFLINE_ACCESS ? offlineAccessRule : undefined}
              onToggle={onToggle}
            />
          ))}
        </div>
      </div>
    </section>
  );
}

function findRows(rows: readonly CatalogueRow[], query: string): readonly CatalogueRow[] {
  if (query.trim() === '') return rows;
  const byName = new Map(rows.map((row) => [row.scope, row]));
  return searchScopes(query, rows).flatMap((scope) => byName.get(scope) ?? []);
}

export const countWords = (count: number) =>
  count === 0 ? 'No scope' : count === 1 ? '1 scope' : `${count} scopes`;

const foundWords = (count: number, all: number) =>
  count === 0
    ? 'No known scope matches. A scope of your instance that is not known here can be pasted below.'
    : `${count} of ${all} scopes match.`;
