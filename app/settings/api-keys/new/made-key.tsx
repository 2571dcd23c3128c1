'use client';

import { useEffect } from 'react';
import { LinkButton } from '@/components/ui/button';
import { CopyBlock } from '@/components/ui/copy-block';
import { CopyField } from '@/components/ui/copy-field';
import { focusTitle } from '@/components/ui/focus-title';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import type { ApiKeyScope } from '@/lib/door/api-key-scopes';
import { curlExample } from './curl-example';

export interface Made {
  key: string;
  name: string;
  scopes: readonly ApiKeyScope[];
  /** The account of the example; null: none is named. */
  accountId: string | null;
}

/** Shown once. Leaving the page is the end of it: the server has a hash only. */
export function MadeKey({ made: { key, name, scopes, accountId }, appUrl }: { made: Made; appUrl: string }) {
  useEffect(focusTitle, []);
  return (
    <>
      <PageTitle title="Copy the key now" sentence={`“${name}” is made and works already.`} />
      <div className="mt-8 max-w-[42rem] space-y-8">
        <Notice tone="wait" title="It is shown this once.">
          <p>Nobody can show it again, not even this service. If it gets lost, make another one.</p>
        </Notice>
        <CopyField
          name="key"
          label="API key"
          value={key}
          hint="Keep it where the program keeps its secrets, not in its source."
        />
        <section aria-labelledby="try-it">
          <h2 id="try-it" className="mb-2 text-lg font-semibold">
            Try it
          </h2>
          <p className="mb-3 text-ink-2">
            With the key in the environment variable <code>WIZARD_KEY</code>, so that it is not in the shell’s
            history:
          </p>
          <CopyBlock text={curlExample(appUrl, scopes, accountId)} what="the example" />
        </section>
        <LinkButton href="/settings/api-keys">I have copied it</LinkButton>
      </div>
    </>
  );
}
