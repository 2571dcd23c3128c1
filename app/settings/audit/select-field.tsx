interface SelectFieldProps {
  name: string;
  label: string;
  /** What stands for no choice. */
  any: string;
  chosen: string | undefined;
  options: readonly { value: string; words: string }[];
}

/** One of several, or any; the platform's own control. */
export const SelectField = ({ name, label, any, chosen, options }: SelectFieldProps) => (
  <div className="min-w-0">
    <label htmlFor={name} className="mb-1 block text-sm font-semibold">
      {label}
    </label>
    <select id={name} name={name} defaultValue={chosen ?? ''} className="control">
      <option value="">{any}</option>
      {options.map(({ value, words }) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </select>
  </div>
);
