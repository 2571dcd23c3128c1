'use client';

import { PersonSection } from '@/app/settings/people/[id]/person-section';
import { useAction } from '@/components/door/use-action';
import { Button } from '@/components/ui/button';

interface PersonAccessProps {
  id: string;
  name: string;
  isDisabled: boolean;
  isOwn: boolean;
}

/** Whether a person may come in at all. People are never deleted: the audit log names them. */
export function PersonAccess({ id, name, isDisabled, isOwn }: PersonAccessProps) {
  const { run, isSending, problem } = useAction();
  if (isDisabled)
    return (
      <PersonSection
        id="access-title"
        title="Access"
        words={`${name} cannot sign in. Enabling brings back role, password and API keys as they were; sessions and links stay ended.`}
        refusal="Not enabled"
        problem={problem}
      >
        <Button
          onClick={() => run('POST', `/api/people/${id}/enable`)}
          pendingWords="Enabling…"
          isPending={isSending}
        >
          Enable
        </Button>
      </PersonSection>
    );
  return (
    <PersonSection
      id="access-title"
      title="Access"
      words={
        <>
          <p>
            {isOwn
              ? 'Disabling yourself signs you out, and another owner has to let you in again.'
              : `At once ${name} is signed out everywhere and cannot sign in.`}{' '}
            API keys that {isOwn ? 'you' : 'they'} made open nothing, so whatever uses them stops; links{' '}
            {isOwn ? 'you' : 'they'} made stop working.
          </p>
          <p>Accounts, history and name stay.</p>
        </>
      }
      refusal="Not disabled"
      problem={problem}
    >
      <Button
        onClick={() => run('POST', `/api/people/${id}/disable`)}
        pendingWords="Disabling…"
        isPending={isSending}
      >
        Disable {name}
      </Button>
    </PersonSection>
  );
}
