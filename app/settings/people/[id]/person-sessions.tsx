'use client';

import { PersonSection } from '@/app/settings/people/[id]/person-section';
import { useAction } from '@/components/door/use-action';
import { Button } from '@/components/ui/button';

/** Signs a person out everywhere. */
export function PersonSessions({ id, name, isOwn }: { id: string; name: string; isOwn: boolean }) {
  const { run, isSending, isDone, problem } = useAction({ isButtonGone: false });
  return (
    <PersonSection
      id="sessions-title"
      title="Sessions"
      words={
        isOwn
          ? 'Signs you out everywhere, here too.'
          : `Signs ${name} out in every browser. They can sign in again.`
      }
      refusal="Nothing was ended"
      problem={problem}
      done={isDone && `${name} is signed out everywhere.`}
    >
      <Button
        onClick={() => run('DELETE', `/api/people/${id}/sessions`)}
        pendingWords="Ending…"
        isPending={isSending}
      >
        End all sessions
      </Button>
    </PersonSection>
  );
}
