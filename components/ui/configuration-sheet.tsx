'use client';

import { BreakingCode } from './breaking-code';
import { CopyButton } from './copy-button';

export type SecretKind = 'secret' | 'token';

export interface SheetRow {
  label: string;
  /** What is copied; null for secrets, which are fetched on the press, and for words. */
  value: string | null;
  kind: 'copy' | SecretKind | 'words';
  /** What stands there instead of a value. */
  words?: string;
  /** A field inside the one above. */
  indent?: boolean;
}

interface ConfigurationSheetProps {
  caption: string;
  rows: readonly SheetRow[];
  /** Fetches a secret for the clipboard; it is never put on the page. */
  getSecret: (kind: SecretKind) => Promise<string>;
}

/** The consumer's own labels in its own order, Copy in one straight column. */
export const ConfigurationSheet = ({ caption, rows, getSecret }: ConfigurationSheetProps) => (
  <dl aria-label={caption} className="border-t border-control text-sm">
    {rows.map((row) => (
      <div
        key={`${row.label} ${row.value}`}
        className="grid min-h-12 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 border-b border-line py-1.5 md:grid-cols-[8rem_minmax(0,1fr)_auto]"
      >
        <dt className={`text-ink-2 ${row.indent ? 'pl-3' : ''}`}>{row.label}</dt>
        <dd className={`max-md:col-start-1 ${row.indent ? 'max-md:pl-3' : ''}`}>
          <RowValue row={row} />
        </dd>
        <dd className="col-start-2 row-span-2 row-start-1 justify-self-end md:col-start-3 md:row-span-1">
          <RowCopy row={row} getSecret={getSecret} />
        </dd>
      </div>
    ))}
  </dl>
);

function RowValue({ row: { kind, value, words } }: { row: SheetRow }) {
  if (kind === 'copy')
    return (
      <code className="whitespace-pre-wrap">
        <BreakingCode text={value ?? ''} />
      </code>
    );
  if (kind === 'words') return <span className="text-ink-2">{words}</span>;
  return (
    <>
      <code aria-hidden="true">••••••••••••••••</code>
      <span className="sr-only">hidden</span>
      {words && <span className="block text-ink-2">{words}</span>}
    </>
  );
}

function RowCopy({
  row: { kind, value, label },
  getSecret,
}: {
  row: SheetRow;
  getSecret: (kind: SecretKind) => Promise<string>;
}) {
  if (kind === 'secret' || kind === 'token')
    return <CopyButton what={label} getText={() => getSecret(kind)} />;
  return kind === 'copy' && value !== null ? <CopyButton what={label} text={value} /> : null;
}
