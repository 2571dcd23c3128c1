import type { ComponentProps, ReactNode } from 'react';
import { Glyph } from './glyph';
import { joinClasses } from './join-classes';

export interface FieldFrameProps {
  /** Id of the control; its hint, error and understood line hang on it. */
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  /** How the input was read, for example "Understood as …"; shown with a check below the control. */
  understood?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** Label, hint, error above the control, one line below it. The red bar stands outside the text edge so nothing shifts. */
export function FieldFrame({ id, label, hint, error, understood, className, children }: FieldFrameProps) {
  return (
    <div
      className={joinClasses(
        'relative',
        error &&
          'before:absolute before:inset-y-0 before:-left-3 before:border-l-3 before:border-stop md:before:-left-4',
        className,
      )}
    >
      <label htmlFor={id} className="block font-semibold">
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-ink-2">
          {hint}
        </p>
      )}
      {error && <FieldError id={id} message={error} />}
      <div className="mt-1.5">{children}</div>
      {understood && <Understood id={`${id}-understood`}>{understood}</Understood>}
    </div>
  );
}

export const FieldError = ({ id, message }: { id: string; message: string }) => (
  <p id={`${id}-error`} className="mt-1 flex gap-2 font-semibold text-stop">
    <Glyph shape="octagon" className="mt-1" />
    <span>
      <span className="sr-only">Error: </span>
      {message}
    </span>
  </p>
);

export const Understood = ({ id, children }: { id?: string; children: ReactNode }) => (
  <p id={id} className="mt-1.5 flex gap-2 text-sm">
    <Glyph shape="check" className="mt-0.5" />
    <span className="min-w-0">{children}</span>
  </p>
);

export const describedBy = (id: string, { hint, error, understood }: Partial<FieldFrameProps>) =>
  joinClasses(
    Boolean(hint) && `${id}-hint`,
    Boolean(error) && `${id}-error`,
    Boolean(understood) && `${id}-understood`,
  ) || undefined;

interface Words extends Omit<FieldFrameProps, 'id' | 'children' | 'className'> {
  /** Set in mono: hosts, scopes, identifiers. */
  isMono?: boolean;
  /** Stands at the right of the control, for example a button. */
  beside?: ReactNode;
  frameClassName?: string;
}

type TextFieldProps = Words & { name: string } & (
    | ({ isMultiline?: false } & ComponentProps<'input'>)
    | ({ isMultiline: true } & ComponentProps<'textarea'>)
  );

/** Takes what react-hook-form's `register` returns, spread. Its id is its name, so an error summary can link to it. */
export function TextField({
  label,
  hint,
  error,
  understood,
  isMono,
  beside,
  frameClassName,
  isMultiline,
  ...control
}: TextFieldProps) {
  const id = control.id ?? control.name;
  const shared = {
    id,
    'aria-describedby': describedBy(id, { hint, error, understood }),
    'aria-invalid': error ? (true as const) : undefined,
    className: joinClasses('control', isMono && 'font-mono md:text-sm', control.className),
  };
  const defaults = {
    autoComplete: 'off',
    ...(isMono && { spellCheck: false, autoCapitalize: 'none', autoCorrect: 'off' }),
  };
  return (
    <FieldFrame
      id={id}
      label={label}
      hint={hint}
      error={error}
      understood={understood}
      className={frameClassName}
    >
      <div className="flex flex-wrap gap-2 *:first:min-w-0 *:first:flex-1 max-md:*:first:basis-56">
        {isMultiline ? (
          <textarea rows={4} {...defaults} {...(control as ComponentProps<'textarea'>)} {...shared} />
        ) : (
          <input type="text" {...defaults} {...(control as ComponentProps<'input'>)} {...shared} />
        )}
        {beside}
      </div>
    </FieldFrame>
  );
}
