import type { ReactNode } from 'react';

export interface Column {
  header: string;
  /** Label before the value when the table is a list; null: the value speaks for itself. */
  narrowLabel?: string | null;
  /** Width class from the `md` breakpoint on, for example `md:w-1/4`. */
  className?: string;
  /** Stands on one line with its neighbour when the table is a list. */
  sharesLine?: boolean;
}

export interface Row {
  key: string;
  /** One cell for each column; the first is the row's heading. */
  cells: ReactNode[];
}

interface DataTableProps {
  /** Name of the table, spoken, not shown. */
  caption: string;
  columns: readonly Column[];
  rows: readonly Row[];
  /** Rows of one line stand closer. */
  isDense?: boolean;
}

const LABELLED = 'max-md:before:text-ink-2 max-md:before:content-[attr(data-label)_":_"]';

/** Rules between rows, no box. Below `md` every row is a list of labelled values, so nothing scrolls sideways. */
export const DataTable = ({ caption, columns, rows, isDense }: DataTableProps) => (
  <table className="w-full text-left text-sm max-md:block md:table-fixed">
    <caption className="sr-only">{caption}</caption>
    <thead className="max-md:sr-only">
      <tr className="border-b border-control">
        {columns.map(({ header, className }) => (
          <th
            key={header}
            scope="col"
            className={`pr-4 pb-2 font-semibold text-ink-2 last:pr-0 ${className ?? ''}`}
          >
            {header}
          </th>
        ))}
      </tr>
    </thead>
    <tbody className="max-md:block">
      {rows.map((row) => (
        <BodyRow key={row.key} row={row} columns={columns} padding={isDense ? 'md:py-1.5' : 'md:py-4'} />
      ))}
    </tbody>
  </table>
);

function BodyRow({ row, columns, padding }: { row: Row; columns: readonly Column[]; padding: string }) {
  const cellClasses = `align-baseline md:pr-4 wrap-anywhere last:pr-0 max-md:pt-1 ${padding}`;
  return (
    <tr className="border-b border-line max-md:block max-md:py-4">
      {row.cells.map((cell, index) => {
        const column = columns[index];
        if (!column) return null;
        if (index === 0)
          return (
            <th key={column.header} scope="row" className={`font-normal max-md:block ${cellClasses}`}>
              {cell}
            </th>
          );
        const label = column.narrowLabel === undefined ? column.header : column.narrowLabel;
        return (
          <td
            key={column.header}
            data-label={label ?? undefined}
            className={`${cellClasses} ${column.sharesLine ? 'max-md:mr-5 max-md:inline-block' : 'max-md:block'} ${label ? LABELLED : ''}`}
          >
            {cell}
          </td>
        );
      })}
    </tr>
  );
}
