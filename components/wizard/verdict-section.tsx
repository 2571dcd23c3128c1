'use client';

import type { ReactNode } from 'react';
import { Glyph, type GlyphShape } from '@/components/ui/glyph';
import { Marked } from '@/components/ui/marked';
import { VerdictPanel } from '@/components/ui/verdict-panel';
import { progressWords } from '@/components/wizard/report-progress';
import type { ReportStream } from '@/components/wizard/use-report-stream';
import { unmark } from '@/lib/coupa/marked';

/** The verdict, or in its place why there is none; said politely when a validation has come to its end. */
export const VerdictSection = ({ stream }: { stream: ReportStream }) => (
  <div>
    <Verdict stream={stream} />
    <p role="status" className="sr-only">
      {stream.state === 'ended' && stream.report && `Validation ended. ${unmark(stream.report.summary)}`}
    </p>
  </div>
);

function Verdict({ stream }: { stream: ReportStream }) {
  const { report, state, plannedChecks, problem } = stream;
  if (problem)
    return (
      <NoVerdict shape="octagon" title={problem.title}>
        <Marked text={problem.detail} />
      </NoVerdict>
    );
  if (state === 'running' && !report?.verdict)
    return (
      <NoVerdict shape="ring" title="Validating">
        {report ? `${progressWords(report.checks, plannedChecks)}.` : 'Asking for the first check.'} The
        verdict stands here when the last one has settled.
      </NoVerdict>
    );
  if (report?.verdict)
    return (
      <VerdictPanel
        verdict={report.verdict}
        summary={report.summary}
        fixer={report.fixer}
        steps={report.steps}
      />
    );
  if (state === 'lost')
    return (
      <NoVerdict shape="octagon" title="The connection to this service was lost">
        What has settled stands below. Choose <strong>Validate again</strong> once it is back.
      </NoVerdict>
    );
  return (
    <NoVerdict shape="pause" title={report ? 'Cancelled, no verdict' : 'Not yet validated'}>
      {report?.endedAt ? (
        <Marked text={report.summary} />
      ) : (
        <>
          Choose <strong>Validate again</strong> to find out what this token can do.
        </>
      )}
    </NoVerdict>
  );
}

/** As high and as wide as a verdict begins, on the ground of what is not decided. */
const NoVerdict = ({ shape, title, children }: { shape: GlyphShape; title: string; children: ReactNode }) => (
  <section
    aria-labelledby="verdict"
    className="flex gap-3 rounded-lg border border-transparent bg-sunken p-4 md:p-6"
  >
    <Glyph shape={shape} className="mt-1 size-5" />
    <div className="min-w-0">
      <h2 id="verdict" className={`text-lg font-semibold ${shape === 'octagon' ? 'text-stop' : ''}`}>
        {title}
      </h2>
      <p className="mt-1">{children}</p>
    </div>
  </section>
);
