'use client';

import { useEffect } from 'react';
import { SecretOnce } from '@/app/settings/alerts/secret-once';
import { SendButton } from '@/app/settings/alerts/send-button';
import { LinkButton } from '@/components/ui/button';
import { focusTitle } from '@/components/ui/focus-title';
import { PageTitle } from '@/components/ui/page-title';
import type { Added } from './channel-values';

/** Leaving the page is the end of the secret: the server has it sealed only. */
export function AddedChannel({ added: { id, name, secret } }: { added: Added }) {
  useEffect(focusTitle, []);
  return (
    <>
      <PageTitle
        title={secret ? 'Copy the signing secret now' : 'The channel is added'}
        sentence={`“${name}” is told from now on.`}
      />
      <div className="mt-8 max-w-[42rem] space-y-8">
        {secret && <SecretOnce id={id} secret={secret} />}
        <SendButton
          path={`/api/alerts/channels/${id}/test`}
          words="Send a test"
          to={name}
          pendingWords="Sending…"
        />
        <LinkButton href="/settings/alerts">{secret ? 'I have copied it' : 'Back to the alerts'}</LinkButton>
      </div>
    </>
  );
}
