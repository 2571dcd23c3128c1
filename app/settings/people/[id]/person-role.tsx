'use client';

import { useState } from 'react';
import { PersonSection } from '@/app/settings/people/[id]/person-section';
import { ROLE_OPTIONS } from '@/app/settings/people/people-words';
import { useAction } from '@/components/door/use-action';
import { Button } from '@/components/ui/button';
import { Options } from '@/components/ui/options';
import type { Role } from '@/lib/door/person';

/** Another role for a person. */
export function PersonRole({ id, name, role }: { id: string; name: string; role: Role }) {
  const [chosen, setChosen] = useState<Role>(role);
  const { run, isSending, problem } = useAction();
  return (
    <PersonSection
      id="role-title"
      title="Role"
      words="It holds from their next click on. Links that an owner made stop working when they are owner no longer."
      refusal="Not changed"
      problem={problem}
    >
      <form
        method="post"
        onSubmit={(event) => {
          event.preventDefault();
          void run('PUT', `/api/people/${id}/role`, { role: chosen });
        }}
      >
        <Options
          name="role"
          legend={`Role of ${name}`}
          isLegendHidden
          options={ROLE_OPTIONS}
          defaultChosen={role}
          onChange={({ target: { value } }) =>
            setChosen(ROLE_OPTIONS.find((o) => o.value === value)?.value ?? role)
          }
        />
        <Button type="submit" className="mt-4" pendingWords="Changing…" isPending={isSending}>
          Change the role
        </Button>
      </form>
    </PersonSection>
  );
}
