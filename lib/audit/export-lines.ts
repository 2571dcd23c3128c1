import type { AuditFilter } from '@/lib/audit/audit-filter';
import { csvLine } from '@/lib/audit/csv-line';
import { type AuditLine, listLines } from '@/lib/audit/list-lines';
import type { Store } from '@/lib/db/store';

const BATCH = 1000;
/** Without it a spreadsheet would take the text for something else than UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';
const HEADER = [
  'Sequence',
  'Time (UTC)',
  'Person',
  'API key',
  'Event',
  'In words',
  'Done to',
  'Account',
  'Account id',
  'Result',
  'Network address',
  'Facts',
];

/** The filtered lines as CSV, newest first, a piece at a time: for owners. `wordsOf` says in words what happened. */
export async function* exportLines(
  store: Store,
  filter: AuditFilter,
  wordsOf: (line: AuditLine) => string,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(HEADER);
  let before: number | undefined;
  do {
    const lines = await listLines(store, { filter, isOwner: true, before, limit: BATCH });
    if (lines.length > 0) yield lines.map((line) => csvLine(cellsOf(line, wordsOf(line)))).join('');
    before = lines.length < BATCH ? undefined : lines.at(-1)?.sequence;
  } while (before !== undefined);
}

const cellsOf = (line: AuditLine, words: string) => [
  line.sequence,
  line.at,
  line.person?.name ?? null,
  line.apiKeyName,
  line.kind,
  words,
  line.subject,
  line.account?.label ?? null,
  line.account?.id ?? null,
  line.result,
  line.address,
  JSON.stringify(line.facts),
];
