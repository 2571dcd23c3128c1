import type { ComponentProps, ReactNode } from 'react';
import { FieldError } from './field';
import { joinClasses } from './join-classes';

export interface Option {
  value: string;
  title: string;
  sentence: ReactNode;
  /** Why it cannot be chosen, with a link to the change; the row stays readable. */
  unavailable?: ReactNode;
}

interface OptionsProps extends Omit<ComponentProps<'input'>, 'value'> {
  name: string;
  legend: string;
  isLegendHidden?: boolean;
  hint?: ReactNode;
  error?: string | undefined;
  options: readonly Option[];
  /** Checked in the server's HTML already, before react-hook-form has taken over. */
  defaultChosen?: string;
  frameClassName?: string;
}

/** One frame, a row for each radio. What is left of the props, such as react-hook-form's `register`, goes to every radio. */
export function Options({
  legend,
  isLegendHidden,
  hint,
  error,
  options,
  defaultChosen,
  frameClassName,
  ...radio
}: OptionsProps) {
  const id = radio.name;
  return (
    <fieldset
      aria-describedby={
        joinClasses(Boolean(hint) && `${id}-hint`, Boolean(error) && `${id}-error`) || undefined
      }
      className={frameClassName}
    >
      <legend className={isLegendHidden ? 'sr-only' : 'mb-1.5 font-semibold'}>{legend}</legend>
      {hint && (
        <p id={`${id}-hint`} className="-mt-1.5 mb-2 text-sm text-ink-2">
          {hint}
        </p>
      )}
      {error && <FieldError id={id} message={error} />}
      <div
        className={`divide-y divide-line overflow-hidden rounded-lg border ${error ? 'mt-1.5 border-stop' : 'border-line'}`}
      >
        {options.map((option, index) => (
          <OptionRow
            key={option.value}
            option={option}
            radio={{
              ...radio,
              id: index === 0 ? id : `${id}-${option.value}`,
              ...(defaultChosen !== undefined && { defaultChecked: option.value === defaultChosen }),
            }}
          />
        ))}
      </div>
    </fieldset>
  );
}

function OptionRow({ option, radio }: { option: Option; radio: ComponentProps<'input'> & { id: string } }) {
  const { value, title, sentence, unavailable } = option;
  return (
    <label
      className={joinClasses(
        'flex gap-3 px-4 py-3.5 transition-colors has-checked:bg-accent-soft',
        unavailable ? 'cursor-default' : 'cursor-pointer hover:bg-sunken',
      )}
    >
      <input
        {...radio}
        type="radio"
        value={value}
        disabled={Boolean(unavailable)}
        aria-labelledby={`${radio.id}-title`}
        aria-describedby={`${radio.id}-sentence`}
        className="tick-control mt-0.5"
      />
      <span className="min-w-0">
        <span id={`${radio.id}-title`} className="block font-semibold">
          {title}
        </span>
        <span id={`${radio.id}-sentence`} className="block text-sm text-ink-2">
          {sentence}
          {unavailable && <> {unavailable}</>}
        </span>
      </span>
    </label>
  );
}
