'use client';

import { useState } from 'react';
import { CheckboxRow } from '@/components/ui/checkbox-row';
import { FieldError } from '@/components/ui/field';
import { SearchField } from '@/components/ui/search-field';
import type { NamedAccount } from './named-account';
import { useAccountSearch } from './use-account-search';

interface AccountChoiceProps {
  chosen: readonly NamedAccount[];
  onChange: (chosen: NamedAccount[]) => void;
  first: readonly NamedAccount[];
  count: number;
  error?: string | undefined;
}

/** The chosen ones stay on top, whatever is searched; the rest is what the search finds. */
export function AccountChoice({ chosen, onChange, first, count, error }: AccountChoiceProps) {
  const [words, setWords] = useState('');
  const { found, total, hasFailed } = useAccountSearch(words, first, count);
  const others = found.filter(({ id }) => !chosen.some((each) => each.id === id));
  const hidden = total - found.length;
  return (
    <fieldset aria-describedby={error ? 'accountIds-error' : undefined}>
      <legend className="font-semibold">Accounts</legend>
      {error && <FieldError id="accountIds" message={error} />}
      <SearchField
        name="account-search"
        id="accountIds"
        label="Search accounts"
        value={words}
        onChange={(event) => setWords(event.target.value)}
        // Enter belongs to the search here, not to the form around it.
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        frameClassName="mt-2 max-w-[24rem]"
      />
      <div className="mt-2">
        {chosen.map((account) => (
          <AccountRow
            key={account.id}
            account={account}
            isChosen
            onToggle={() => onChange(chosen.filter(({ id }) => id !== account.id))}
          />
        ))}
        {others.map((account) => (
          <AccountRow key={account.id} account={account} onToggle={() => onChange([...chosen, account])} />
        ))}
      </div>
      <p role="status" className="mt-2 text-sm text-ink-2">
        {hasFailed
          ? 'The accounts could not be searched. Type again to try once more.'
          : foundWords(found.length, hidden, words)}{' '}
        {chosen.length > 0 && `${chosen.length} chosen.`}
      </p>
    </fieldset>
  );
}

function foundWords(found: number, hidden: number, words: string): string {
  if (found === 0)
    return words.trim() === '' ? 'There is no account yet to choose.' : 'No account has these words.';
  return hidden > 0 ? `${found} of ${found + hidden} are shown. Search for the others.` : `${found} found.`;
}

interface AccountRowProps {
  account: NamedAccount;
  isChosen?: boolean;
  onToggle: () => void;
}

const AccountRow = ({ account: { id, label, host }, isChosen = false, onToggle }: AccountRowProps) => (
  <CheckboxRow
    id={`account-${id}`}
    title={label}
    reason={<code>{host}</code>}
    checked={isChosen}
    onChange={onToggle}
  />
);
