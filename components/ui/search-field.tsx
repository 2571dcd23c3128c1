import type { ComponentProps } from 'react';
import { Icon } from './icon';
import { joinClasses } from './join-classes';

interface SearchFieldProps extends ComponentProps<'input'> {
  name: string;
  label: string;
  frameClassName?: string;
}

/** A search box with a visible label. The page puts it into its form. */
export const SearchField = ({ label, frameClassName, className, ...input }: SearchFieldProps) => {
  const id = input.id ?? input.name;
  return (
    <div className={frameClassName}>
      <label htmlFor={id} className="mb-1 block text-sm font-semibold">
        {label}
      </label>
      <div className="relative">
        <Icon name="search" className="pointer-events-none absolute top-3 left-3 text-ink-2" />
        <input
          autoComplete="off"
          spellCheck={false}
          {...input}
          id={id}
          type="search"
          className={joinClasses('control pl-9', className)}
        />
      </div>
    </div>
  );
};
