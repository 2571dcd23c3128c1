'use client';

import { type FormEvent, useState } from 'react';
import { refusalWords } from '@/components/door/refusal-words';
import { useAction } from '@/components/door/use-action';
import { Button } from '@/components/ui/button';
import { Disclosure } from '@/components/ui/disclosure';
import type { AccountView } from '@/lib/accounts/view';
import type { ChoosablePerson } from '@/lib/door/choosable-people';

interface AccountPeopleProps {
  account: Pick<AccountView, 'id' | 'ownerId' | 'ownerName' | 'deputyId' | 'deputyName'>;
  /** Everybody who may sign in. */
  people: readonly ChoosablePerson[];
}

/** Hands an account on: who looks after it, and who does when they are away. */
export function AccountPeople({ account, people }: AccountPeopleProps) {
  const { id, ownerName, deputyName } = account;
  const [ownerId, setOwnerId] = useState(account.ownerId);
  const [deputyId, setDeputyId] = useState(account.deputyId ?? '');
  const { run, isSending, isDone, problem } = useAction({ isButtonGone: false });

  function save(event: FormEvent) {
    event.preventDefault();
    void run('PUT', `/api/accounts/${id}/people`, { ownerId, deputyId: deputyId || null });
  }

  return (
    <Disclosure summary="Change owner or deputy" className="mt-4 text-sm">
      <form method="post" onSubmit={save} className="space-y-4">
        <p className="text-ink-2">
          Both are told by e-mail when this account needs a person, where a mail server is set up.
        </p>
        <PersonSelect
          name="ownerId"
          label="Owner"
          chosen={ownerId}
          onChoose={setOwnerId}
          options={withHolder(people, account.ownerId, ownerName)}
        />
        <PersonSelect
          name="deputyId"
          label="Deputy"
          chosen={deputyId}
          onChoose={setDeputyId}
          nobody="Nobody"
          options={withHolder(people, account.deputyId, deputyName).filter((each) => each.id !== ownerId)}
        />
        <Button type="submit" variant="small" pendingWords="Saving…" isPending={isSending}>
          Save owner and deputy
        </Button>
        <p role="status" className={problem ? 'text-stop' : ''}>
          {problem ? `Not saved. ${refusalWords(problem)}` : isDone && 'Saved.'}
        </p>
      </form>
    </Disclosure>
  );
}

/** Whoever holds it now stays to be seen, also when they may no longer sign in. */
const withHolder = (people: readonly ChoosablePerson[], id: string | null, name: string | null) =>
  id === null || people.some((each) => each.id === id)
    ? people
    : [{ id, name: `${name} (disabled)`, role: null }, ...people];

interface PersonSelectProps {
  name: string;
  label: string;
  chosen: string;
  onChoose(id: string): void;
  nobody?: string;
  options: readonly { id: string; name: string; role: string | null }[];
}

const PersonSelect = ({ name, label, chosen, onChoose, nobody, options }: PersonSelectProps) => (
  <div>
    <label htmlFor={name} className="mb-1 block font-semibold">
      {label}
    </label>
    <select
      id={name}
      name={name}
      value={chosen}
      onChange={({ target: { value } }) => onChoose(value)}
      className="control"
    >
      {nobody && <option value="">{nobody}</option>}
      {options.map((each) => (
        <option key={each.id} value={each.id}>
          {each.name}
          {each.role === 'viewer' && ', a viewer: cannot re-authorize'}
        </option>
      ))}
    </select>
  </div>
);
