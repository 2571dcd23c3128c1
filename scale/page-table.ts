import { ASSUMED, type Computed, compute } from './compute.ts';
import type { RowBytes } from './measure-rows.ts';

export const SIZES = [1000, 100_000, 10_000_000];

const short = (value: number) =>
  value >= 100 ? Math.round(value).toLocaleString('en-GB') : String(Number(value.toPrecision(2)));
const size = (gigabytes: number) =>
  gigabytes >= 1000
    ? `${short(gigabytes / 1000)} TB`
    : gigabytes >= 1
      ? `${short(gigabytes)} GB`
      : `${short(gigabytes * 1000)} MB`;

const ROWS: [what: string, of: (computed: Computed) => string][] = [
  ['Renewals a second, on average', ({ renewalsPerSecond }) => short(renewalsPerSecond)],
  ['In the busiest minute', ({ busiestMinutePerSecond }) => short(busiestMinutePerSecond)],
  ['First day, all accounts made in one hour', ({ herdPerSecond }) => short(herdPerSecond)],
  [
    `Renewals an hour at one instance (${ASSUMED.accountsPerInstance} accounts each)`,
    ({ perInstancePerHour }) => short(perInstancePerHour),
  ],
  ['Processes that carry this', ({ processes }) => short(processes)],
  [`Overdue after ${ASSUMED.outageHours} hours without Coupa`, ({ backlog }) => short(backlog)],
  ['Of those: the token ended meanwhile', ({ ended }) => short(ended)],
  [
    `Processes that catch up within ${ASSUMED.catchUpMinutes} minutes`,
    ({ processesToCatchUp }) => short(processesToCatchUp),
  ],
  ['Minutes that they take', ({ minutesToCatchUp }) => short(minutesToCatchUp)],
  ['Processor cores for renewals, all processes together', ({ cores }) => short(cores)],
  ['Share of what one audit chain carries', ({ chainShare }) => `${short(chainShare * 100)} %`],
  ['Database: accounts, tokens, upkeep, a report each', ({ gigabytes }) => size(gigabytes.accounts)],
  [`Database: ${ASSUMED.auditDays} days of audit lines`, ({ gigabytes }) => size(gigabytes.audit)],
];

/** The table of docs/scale.md. */
export function pageTable(bytes: RowBytes): string {
  const computed = SIZES.map((accounts) => compute(accounts, bytes));
  const head = ['', ...SIZES.map((accounts) => `${accounts.toLocaleString('en-GB')} accounts`)];
  const lines = ROWS.map(([what, of]) => [what, ...computed.map(of)]);
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const BEGIN = '<!-- computed: begin -->';
const END = '<!-- computed: end -->';

/** The page with its computed part made anew. */
export function withTable(page: string, table: string): string {
  const [before, rest = ''] = page.split(BEGIN);
  const [, after] = rest.split(END);
  if (after === undefined) throw new Error('docs/scale.md has no place for the table');
  return `${before}${BEGIN}\n\n${table}\n\n${END}${after}`;
}
