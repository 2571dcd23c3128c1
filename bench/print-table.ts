import { type Row, ratioOf } from './measure.ts';

const number = (value: number) =>
  value >= 1000 ? Math.round(value).toLocaleString('en-GB') : String(Number(value.toPrecision(3)));

const figure = ({ median, min, max }: Row['here'], unit: string) =>
  `${number(median)} ${unit}${min === max ? '' : ` (${number(min)}–${number(max)})`}`;

/** The figures as a Markdown table, so that they can be set into the README as they are. */
export function printTable(rows: readonly Row[]): string {
  const lines = rows.map((row) => {
    const ratio = ratioOf(row);
    return [
      row.id,
      row.what,
      figure(row.here, row.unit),
      row.floor ? figure(row.floor, row.unit) : '–',
      ratio === null || !Number.isFinite(ratio) ? '–' : ratio.toFixed(2),
      `${row.goal.words} ${row.goal.isMet ? '✓' : '✗'}`,
    ];
  });
  const head = ['Id', 'What', 'Here, median (min–max)', 'Floor in the same run', 'Ratio', 'Goal'];
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
