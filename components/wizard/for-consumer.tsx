import type { ReactNode } from 'react';
import type { SheetRow } from '@/components/ui/configuration-sheet';
import { Disclosure } from '@/components/ui/disclosure';
import { Notice } from '@/components/ui/notice';
import { AccountSheet } from '@/components/wizard/account-sheet';
import type { ShownExport } from '@/components/wizard/export-list';

export interface Sheet {
  id: string;
  /** "SnapLogic: Coupa OAuth2 Account". */
  title: string;
  /** What is filled in there. */
  sentence: string;
  /** What to press there, or what is uncertain about it. */
  after?: string;
  rows: readonly SheetRow[];
}

export interface Configuration {
  /** What the account was made for. */
  first: Sheet | null;
  others: readonly Sheet[];
  exports: readonly ShownExport[];
  /** What the consumer cannot do, and what works instead; null where that is plain. */
  support: { words: string; works: readonly string[] } | null;
}

interface ForConsumerProps {
  accountId: string;
  configuration: Configuration;
  /** Every sheet folded, on a page where they are one thing of many. */
  isFolded?: boolean;
  /** The other formats, where they stand in the same place. */
  children?: ReactNode;
}

/** The configuration, field by field as the consumer asks for it. */
export function ForConsumer({ accountId, configuration, isFolded, children }: ForConsumerProps) {
  const { first, others, support } = configuration;
  const open = isFolded ? null : first;
  const folded = first && isFolded ? [first, ...others] : others;
  return (
    <section aria-labelledby="configuration">
      <h2 id="configuration" className="text-lg font-semibold">
        {first ? 'For SnapLogic' : 'For your consumer'}
      </h2>
      {open && (
        <div className="mt-1">
          <SheetBody accountId={accountId} sheet={open} />
        </div>
      )}
      {support && <Support {...support} />}
      {children}
      {folded.map((sheet) => (
        <Disclosure key={sheet.id} summary={sheet.title} className="mt-3">
          <SheetBody accountId={accountId} sheet={sheet} />
        </Disclosure>
      ))}
    </section>
  );
}

const SheetBody = ({ accountId, sheet }: { accountId: string; sheet: Sheet }) => (
  <>
    <p className="mb-4 text-ink-2">{sheet.sentence}</p>
    <AccountSheet accountId={accountId} caption={sheet.title} rows={sheet.rows} />
    {sheet.after && <p className="mt-3 text-sm text-ink-2">{sheet.after}</p>}
  </>
);

const Support = ({ words, works }: NonNullable<Configuration['support']>) => (
  <div className="mt-6">
    <Notice title="In SnapLogic">
      <p>{words}</p>
      <ul className="mt-2 list-disc space-y-1 pl-5 text-sm">
        {works.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </Notice>
  </div>
);
