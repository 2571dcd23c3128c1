'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Icon } from '@/components/ui/icon';
import { StackedWords } from '@/components/ui/stacked-words';
import { revealSecret } from '@/components/wizard/reveal-secret';
import type { TokenView } from '@/lib/accounts/view';

interface TokenFieldProps {
  accountId: string;
  preview: TokenView['preview'];
}

/** The token masked; it comes to the page only on Reveal and leaves it with Hide. Copy fetches it on the press. */
export function TokenField({ accountId, preview }: TokenFieldProps) {
  const [token, setToken] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function toggle() {
    setProblem(null);
    if (token !== null) return setToken(null);
    try {
      setToken(await revealSecret(accountId, 'access_token'));
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'The token could not be fetched');
    }
  }

  return (
    <>
      <div className="flex flex-wrap gap-2">
        <input
          readOnly
          aria-label="Access token"
          value={token ?? maskedWords(preview)}
          autoComplete="off"
          spellCheck={false}
          className="control min-w-0 flex-1 basis-28 font-mono text-ellipsis md:text-sm"
        />
        <Button variant="small" aria-pressed={token !== null} onClick={toggle}>
          <Icon name="eye" className="text-accent" />
          <StackedWords
            shown={token === null ? 'reveal' : 'hide'}
            faces={{ reveal: 'Reveal', hide: 'Hide' }}
          />{' '}
          <span className="sr-only">access token</span>
        </Button>
        <CopyButton what="access token" getText={() => revealSecret(accountId, 'access_token')} />
      </div>
      <p role="alert" className="text-sm text-stop">
        {problem}
      </p>
    </>
  );
}

const maskedWords = ({ start, end }: TokenView['preview']) => `${start} ${'•'.repeat(19)} ${end}`.trim();
