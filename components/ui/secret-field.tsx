'use client';

import { type ComponentProps, type ReactNode, useState } from 'react';
import { Button } from './button';
import { describedBy, FieldFrame } from './field';
import { Icon } from './icon';
import { joinClasses } from './join-classes';
import { StackedWords } from './stacked-words';

interface SecretFieldProps extends ComponentProps<'input'> {
  name: string;
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** What is known of the length, for example "64 characters. A line break at the end was removed." */
  understood?: ReactNode;
  /** A value is kept on the server and never sent back: words stand in its place until it is replaced. */
  isSaved?: boolean;
  frameClassName?: string;
}

export function SecretField({
  label,
  hint,
  error,
  understood,
  isSaved = false,
  frameClassName,
  ...control
}: SecretFieldProps) {
  const [isReplacing, setIsReplacing] = useState(false);
  const [isShown, setIsShown] = useState(false);
  const id = control.id ?? control.name;
  const frame = { label, hint, error, understood, className: frameClassName };

  if (isSaved && !isReplacing && !error) {
    return (
      <div className={frameClassName}>
        <p className="font-semibold">{label}</p>
        {hint && <p className="text-sm text-ink-2">{hint}</p>}
        <p className="flex min-h-8 items-center gap-1.5">
          saved <span aria-hidden="true">·</span>
          <Button id={id} variant="text" onClick={() => setIsReplacing(true)}>
            replace <span className="sr-only">{label}</span>
          </Button>
        </p>
      </div>
    );
  }
  return (
    <FieldFrame id={id} {...frame}>
      <div className="flex gap-2">
        <input
          // Chrome ignores "off" for passwords; "new-password" keeps it from filling one in.
          autoComplete="new-password"
          spellCheck={false}
          autoCapitalize="none"
          // The reader has just asked for this field.
          // biome-ignore lint/a11y/noAutofocus: focus moves from the pressed "replace" to what it opened
          autoFocus={isReplacing && !error}
          {...control}
          id={id}
          type={isShown ? 'text' : 'password'}
          aria-describedby={describedBy(id, frame)}
          aria-invalid={error ? true : undefined}
          className={joinClasses('control min-w-0 flex-1 font-mono md:text-sm', control.className)}
        />
        <Button aria-pressed={isShown} aria-controls={id} onClick={() => setIsShown(!isShown)}>
          <Icon name="eye" />
          <StackedWords shown={isShown ? 'hide' : 'reveal'} faces={{ reveal: 'Reveal', hide: 'Hide' }} />{' '}
          <span className="sr-only">{label}</span>
        </Button>
      </div>
    </FieldFrame>
  );
}
