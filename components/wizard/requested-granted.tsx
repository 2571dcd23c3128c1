import { BreakingCode } from '@/components/ui/breaking-code';
import { type Column, DataTable } from '@/components/ui/data-table';
import { Glyph } from '@/components/ui/glyph';
import { Icon } from '@/components/ui/icon';
import {
  grantSentence,
  NEEDS_LOOK,
  RESULT_WORDS,
  type ShownResult,
  shownResult,
} from '@/components/wizard/scope-results';
import type { Report } from '@/lib/validation/report';

const COLUMNS: Column[] = [
  { header: 'Scope', className: 'md:w-2/5' },
  { header: 'Requested', sharesLine: true },
  { header: 'Granted', sharesLine: true },
  { header: 'Result', narrowLabel: null, className: 'md:w-1/4' },
];

/** What was asked for against what the token carries, with what reading showed. */
export function RequestedGranted({ report, isRunning }: { report: Report; isRunning: boolean }) {
  if (report.scopes.length === 0) return null;
  return (
    <section aria-labelledby="requested-granted">
      <h2 id="requested-granted" className="text-lg font-semibold">
        Requested and granted
      </h2>
      <p className="mt-1 mb-4 text-ink-2">{grantSentence(report.scopes)}</p>
      <DataTable
        caption="Requested and granted scopes"
        isDense
        columns={COLUMNS}
        rows={report.scopes.map((outcome) => ({
          key: outcome.scope,
          cells: [
            <code key="scope">
              <BreakingCode text={outcome.scope} />
            </code>,
            <Answer key="requested" isYes={outcome.requested} />,
            <Answer key="granted" isYes={outcome.granted} />,
            <Result key="result" result={shownResult(outcome, report, isRunning)} />,
          ],
        }))}
      />
    </section>
  );
}

const Answer = ({ isYes }: { isYes: boolean | null }) =>
  isYes ? (
    <span className="inline-flex items-center gap-1.5">
      <Icon name="tick" className="max-md:hidden" />
      <span className="self-baseline">Yes</span>
    </span>
  ) : (
    <span className="text-ink-2">{isYes === null ? 'Not said' : 'No'}</span>
  );

function Result({ result }: { result: ShownResult }) {
  if (!NEEDS_LOOK.has(result)) return RESULT_WORDS[result];
  return (
    <span className="inline-flex items-center gap-1.5 font-semibold text-wait">
      <Glyph shape="triangle" />
      <span className="self-baseline">{RESULT_WORDS[result]}</span>
    </span>
  );
}
