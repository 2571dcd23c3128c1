'use client';

import { useState } from 'react';
import { PersonSection } from '@/app/settings/people/[id]/person-section';
import { type MadeLink, MadeLinkNotice } from '@/app/settings/people/made-link';
import { useAction } from '@/components/door/use-action';
import { Button } from '@/components/ui/button';

/** A way back for somebody who lost password or second factor. */
export function PersonReset({ id, name }: { id: string; name: string }) {
  const [link, setLink] = useState<MadeLink | null>(null);
  const { run, isSending, problem } = useAction<MadeLink>({ isButtonGone: false });
  return (
    <PersonSection
      id="reset-title"
      title="Lost password or second factor"
      words={`Makes a link that works once, for 72 hours. Using it sets a new password, takes the second factors of ${name} away and ends their sessions. Until then nothing changes. An earlier link stops working.`}
      refusal="No link was made"
      problem={problem}
    >
      <Button
        onClick={async () => setLink(await run('POST', `/api/people/${id}/reset-link`))}
        pendingWords="Making the link…"
        isPending={isSending}
      >
        Make a reset link
      </Button>
      {link && (
        <div className="mt-6">
          <MadeLinkNotice link={link} forWhom={name} />
        </div>
      )}
    </PersonSection>
  );
}
