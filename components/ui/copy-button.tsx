'use client';

import { useEffect, useRef, useState } from 'react';
import { Button } from './button';
import { Icon } from './icon';
import { StackedWords } from './stacked-words';
import { writeClipboard } from './write-clipboard';

const SHOWN_MS = 2000;

type State = 'rest' | 'copied' | 'failed';

type CopyButtonProps = {
  /** What is copied, for readers that hear the page: "Copy Client ID". */
  what?: string;
  /** Words on the button; "Copy" unless told. */
  words?: string;
  variant?: 'small' | 'secondary';
  className?: string;
} & ({ text: string; getText?: never } | { text?: never; getText: () => Promise<string> });

/** Says "Copied" for two seconds in the same place, at the same width, and tells it politely. */
export function CopyButton({
  what,
  words = 'Copy',
  variant = 'small',
  className = '',
  text,
  getText,
}: CopyButtonProps) {
  const [state, setState] = useState<State>('rest');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  async function copy() {
    clearTimeout(timer.current);
    const isCopied = await writeClipboard(text ?? getText);
    setState(isCopied ? 'copied' : 'failed');
    timer.current = setTimeout(() => setState('rest'), SHOWN_MS);
  }

  const iconColour = variant === 'small' ? 'text-accent' : '';
  return (
    <>
      <Button
        variant={variant}
        onClick={copy}
        className={`${className} ${state === 'copied' ? 'border-transparent' : ''}`}
      >
        <StackedWords
          shown={state}
          faces={{
            rest: (
              <>
                <Icon name="copy" className={iconColour} />
                {words}
              </>
            ),
            copied: (
              <span className="inline-flex items-center gap-2 text-ok">
                <Icon name="tick" />
                Copied
              </span>
            ),
            failed: 'Failed',
          }}
        />
        {what && (
          <>
            {' '}
            <span className="sr-only">{what}</span>
          </>
        )}
      </Button>
      <span role="status" className="sr-only">
        {state === 'copied' && 'Copied'}
        {state === 'failed' && 'Not copied. Select the value and copy it by hand.'}
      </span>
    </>
  );
}
