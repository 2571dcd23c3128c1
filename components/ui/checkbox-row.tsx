'use client';

import { type ComponentProps, type ReactNode, useState } from 'react';
import { Icon } from './icon';
import { joinClasses } from './join-classes';

interface More {
  /** Words of the disclosure at the right, for example "12 permissions". */
  words: string;
  /** Rendered once it is opened, so that a list of hundreds stays light. */
  children: ReactNode;
}

interface CheckboxRowProps extends Omit<ComponentProps<'input'>, 'title'> {
  id: string;
  title: string;
  isMono?: boolean;
  /** Why it is there, in the words the person used. */
  reason?: ReactNode;
  more?: More | undefined;
}

/** The name begins with the title; the row is the target. */
export function CheckboxRow({ title, isMono, reason, more, id, ...checkbox }: CheckboxRowProps) {
  return (
    <div className="relative border-b border-line py-3">
      <label htmlFor={id} className={joinClasses('flex cursor-pointer gap-3', more && 'md:pr-40')}>
        <input
          {...checkbox}
          id={id}
          type="checkbox"
          aria-describedby={reason ? `${id}-reason` : undefined}
          className="tick-control"
        />
        <span className={joinClasses('min-w-0 break-words', isMono ? 'font-mono text-sm' : 'text-base/5')}>
          {title}
        </span>
      </label>
      {reason && (
        <p id={`${id}-reason`} className="pl-8 text-sm text-ink-2">
          {reason}
        </p>
      )}
      {more && <MoreOf title={title} more={more} />}
    </div>
  );
}

function MoreOf({ title, more }: { title: string; more: More }) {
  const [wasOpened, setWasOpened] = useState(false);
  return (
    <details className="group ml-8" onToggle={() => setWasOpened(true)}>
      <summary className="w-fit text-sm marker:content-none md:absolute md:top-3 md:right-0 [&::-webkit-details-marker]:hidden">
        <span className="link">{more.words}</span> <span className="sr-only">of {title}</span>
        <Icon name="chevron" className="ml-1.5 inline align-[-0.2em] text-accent group-open:rotate-90" />
      </summary>
      <div className="mt-2 text-sm">{wasOpened && more.children}</div>
    </details>
  );
}
