import type { ReactNode } from 'react';

interface ChoiceTableProps {
  caption: string;
  choices: readonly { key: string; title: string }[];
  /** Key of the chosen column, shaded and headed "Your choice". */
  chosen: string | null;
  /** Questions down; one answer for each choice. */
  rows: readonly { question: ReactNode; answers: ReactNode[] }[];
}

/** Questions down, choices across. Below `md` each question lists its answers under the name of the choice. */
export const ChoiceTable = ({ caption, choices, chosen, rows }: ChoiceTableProps) => (
  <table className="w-full table-fixed text-left text-sm max-md:block">
    <caption className="sr-only">{caption}</caption>
    <thead className="max-md:sr-only">
      <tr className="border-b border-control align-bottom">
        <td className="w-1/5" />
        {choices.map(({ key, title }) => (
          <th
            key={key}
            scope="col"
            className={`px-3 py-2 font-semibold ${key === chosen ? 'bg-accent-soft' : ''}`}
          >
            {key === chosen && <span className="block text-xs font-normal text-accent">Your choice</span>}
            {title}
          </th>
        ))}
      </tr>
    </thead>
    <tbody className="max-md:block">
      {rows.map(({ question, answers }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list in its order
        <tr key={index} className="border-b border-line align-top max-md:block max-md:py-3">
          <th scope="row" className="py-2 pr-3 font-semibold text-ink-2 max-md:block">
            {question}
          </th>
          {choices.map(({ key, title }, place) => (
            <td
              key={key}
              data-label={key === chosen ? `${title} (your choice)` : title}
              className={`px-3 py-2 max-md:block max-md:py-1 max-md:before:block max-md:before:font-semibold max-md:before:text-ink-2 max-md:before:content-[attr(data-label)_":"] ${key === chosen ? 'bg-accent-soft max-md:-mx-3' : 'max-md:px-0'}`}
            >
              {answers[place]}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);
