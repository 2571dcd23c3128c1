import { parseArgs } from 'node:util';
import { SCENARIOS } from './scenarios.ts';

export interface Options {
  minutes: number;
  seed: number;
  /** Ids of scenarios; null for all. */
  only: string[] | null;
  isShort: boolean;
}

const USE =
  'Use: npm run faults -- [--minutes 10] [--seed 7] [--only F1,F8], or --short for the form in npm test.';

/** @throws Error in words for whoever typed it */
export function readOptions(args: string[]): Options {
  const { minutes, seed, only, short } = parse(args);
  const ids = only?.toUpperCase().split(',') ?? null;
  const unknown = ids?.find((id) => !SCENARIOS.some((scenario) => scenario.id === id));
  if (unknown !== undefined)
    throw new Error(
      `There is no scenario ${unknown}. There are ${SCENARIOS.map(({ id }) => id).join(', ')}.`,
    );
  return {
    minutes: numberOf('minutes', minutes, 1440),
    seed: seed === undefined ? Math.floor(Math.random() * 1e9) : numberOf('seed', seed, 1e9),
    only: ids,
    isShort: short,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        minutes: { type: 'string', default: '10' },
        seed: { type: 'string' },
        only: { type: 'string' },
        short: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${USE}`);
  }
}

function numberOf(name: string, typed: string, most: number): number {
  const number = Number(typed);
  if (typed.trim() === '' || !(number >= 0 && number <= most))
    throw new Error(`--${name} is a number up to ${most}, not “${typed}”.\n${USE}`);
  return number;
}
