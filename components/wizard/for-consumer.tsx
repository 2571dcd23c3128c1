import type { SheetRow } from '@/components/ui/configuration-sheet';
import { Disclosure } from '@/components/ui/disclosure';
import { Notice } from '@/components/ui/notice';
import { AccountSheet } from '@/components/wizard/account-sheet';
import { ExportList, type ShownExport } from '@/components/wizard/export-list';

export interface Sheet {
  id: string;
  /** "Coupa OAuth2 Account". */
  title: string;
  /** Where it is filled in and what to press there. */
  sentence: string;
  after?: string;
  rows: readonly SheetRow[];
}

interface ForConsumerProps {
  accountId: string;
  /** What the account was made for comes first; the rest is folded below. */
  first: Sheet | null;
  others: readonly Sheet[];
  exports: readonly ShownExport[];
  /** What the consumer cannot do, and what works instead. */
  support: { words: string; works: readonly string[] } | null;
}

/** The configuration, field by field as the consumer asks for it, and as files. No secret is in it. */
export const ForConsumer = ({ accountId, first, others, exports, support }: ForConsumerProps) => (
  <section aria-labelledby="configuration" className="space-y-6">
    <div>
      <h2 id="configuration" className="text-lg font-semibold">
        {first ? 'For SnapLogic' : 'For your consumer'}
      </h2>
      {first && <p className="mt-1 mb-4 text-ink-2">{first.sentence}</p>}
      {first && <AccountSheet accountId={accountId} caption={first.title} rows={first.rows} />}
      {first?.after && <p className="mt-3 text-sm text-ink-2">{first.after}</p>}
    </div>
    {support && (
      <Notice title={support.words}>
        {support.works.length > 0 && (
          <ul className="list-disc space-y-1 pl-5 text-sm">
            {support.works.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        )}
      </Notice>
    )}
    <div>
      <h3 id="other-formats" className="mb-2 font-semibold">
        {first ? 'Other formats' : 'Formats'}
      </h3>
      <ExportList accountId={accountId} exports={exports} />
      {others.map((sheet) => (
        <Disclosure key={sheet.id} summary={sheet.title} className="mt-3">
          <p className="mb-3 text-sm text-ink-2">{sheet.sentence}</p>
          <AccountSheet accountId={accountId} caption={sheet.title} rows={sheet.rows} />
          {sheet.after && <p className="mt-3 text-sm text-ink-2">{sheet.after}</p>}
        </Disclosure>
      ))}
    </div>
  </section>
);
