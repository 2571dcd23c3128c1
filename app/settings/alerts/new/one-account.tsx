'use client';

import { useState } from 'react';
import type { UseFormRegisterReturn } from 'react-hook-form';
import type { NamedAccount } from '@/app/settings/api-keys/new/named-account';
import { useAccountSearch } from '@/app/settings/api-keys/new/use-account-search';
import { FieldError } from '@/components/ui/field';
import { SearchField } from '@/components/ui/search-field';

interface OneAccountProps {
  first: readonly NamedAccount[];
  count: number;
  error?: string | undefined;
  register: UseFormRegisterReturn;
}

/** One of the accounts that the search finds. */
export function OneAccount({ first, count, error, register }: OneAccountProps) {
  const [words, setWords] = useState('');
  const { found, total, hasFailed } = useAccountSearch(words, first, count);
  return (
    <fieldset aria-describedby={error ? 'accountId-error' : undefined}>
      <legend className="font-semibold">Account</legend>
      {error && <FieldError id="accountId" message={error} />}
      <SearchField
        name="account-search"
        id="accountId"
        label="Search accounts"
        value={words}
        onChange={(event) => setWords(event.target.value)}
        // Enter belongs to the search here, not to the form around it.
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        frameClassName="mt-2 max-w-[24rem]"
      />
      <div className="mt-2">
        {found.map(({ id, label, host }) => (
          <label key={id} className="flex cursor-pointer gap-3 py-1.5">
            <input {...register} type="radio" value={id} className="tick-control mt-0.5" />
            <span className="min-w-0 wrap-anywhere">
              {label} <code className="text-sm text-ink-2">{host}</code>
            </span>
          </label>
        ))}
      </div>
      <p role="status" className="mt-2 text-sm text-ink-2">
        {hasFailed
          ? 'The accounts could not be searched. Type again to try once more.'
          : foundWords(found.length, total)}
      </p>
    </fieldset>
  );
}

function foundWords(found: number, total: number): string {
  if (found === 0) return 'No account has these words.';
  return total > found ? `${found} of ${total} are shown. Search for the others.` : `${found} found.`;
}
