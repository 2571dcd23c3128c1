import type { ExportRow } from '@/lib/exports/export-row';

const HIDDEN = {
  secret: '(the Client secret: copy it from the account’s page)',
  token: '(the token: copy it from the account’s page)',
} as const;

/** A configuration sheet as plain text, one field a line; for a ticket or a colleague. */
export function sheetText(title: string, rows: readonly ExportRow[], note?: string): string {
  const lines = rows.map((row) => `${row.indent ? '  ' : ''}${row.label}: ${shownValue(row)}`);
  return [title, '', ...lines, ...(note ? ['', note] : []), ''].join('\n');
}

function shownValue({ kind, value, words }: ExportRow): string {
  if (kind === 'copy') return value ?? '';
  if (kind === 'words') return `(${words ?? ''})`;
  return [HIDDEN[kind], words].filter(Boolean).join(' ');
}
