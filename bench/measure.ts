export interface Figure {
  median: number;
  min: number;
  max: number;
  runs: number;
}

export function summarise(values: readonly number[]): Figure {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
  return { median, min: sorted[0] ?? 0, max: sorted.at(-1) ?? 0, runs: sorted.length };
}

/** One line of the table: what was measured, against what, and whether the goal is met. */
export interface Row {
  id: 'B1' | 'B2' | 'B3' | 'B4' | 'B5' | 'B6' | 'B7';
  what: string;
  unit: string;
  here: Figure;
  /** The floor or peer in the same run; null for a figure with a fixed goal. */
  floor: Figure | null;
  goal: { words: string; isMet: boolean };
}

export const ratioOf = ({ here, floor }: Pick<Row, 'here' | 'floor'>) => floor && here.median / floor.median;

/** Runs a few times uncounted, then counts. Alternating what is compared keeps a drifting machine fair. */
export async function alternate(
  runs: number,
  warmUps: number,
  here: (run: number) => Promise<number>,
  floor: (run: number) => Promise<number>,
): Promise<{ here: number[]; floor: number[] }> {
  const values = { here: [] as number[], floor: [] as number[] };
  for (let run = -warmUps; run < runs; run += 1) {
    const [a, b] = [await here(run), await floor(run)];
    if (run < 0) continue;
    values.here.push(a);
    values.floor.push(b);
  }
  return values;
}
