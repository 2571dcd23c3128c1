import type { ReactNode } from 'react';
import { BreakingCode } from '@/components/ui/breaking-code';
import { CopyButton } from '@/components/ui/copy-button';
import { type Definition, DefinitionList } from '@/components/ui/definition-list';
import { LocalTime } from '@/components/ui/local-time';
import { Marked } from '@/components/ui/marked';
import { MarkedSteps } from '@/components/ui/marked-steps';
import { ticketText } from '@/components/wizard/ticket-text';
import type { Explanation } from '@/lib/coupa/error-atlas';
import type { Trace } from '@/lib/errors';

interface ProblemPanelProps {
  explanation: Explanation;
  trace?: Trace | undefined;
  /** When it happened, for a problem without a request. */
  at?: string;
  /** Further buttons, for example Try again. */
  children?: ReactNode;
}

/** What happened, why, who fixes it and what was sent; copyable as text for a ticket. */
export function ProblemPanel({ explanation, trace, at, children }: ProblemPanelProps) {
  const { why, fixerWords, steps } = explanation;
  const items: Definition[] = [
    {
      term: trace?.status ? 'Coupa answered' : 'What happened',
      value: <Answer explanation={explanation} trace={trace} at={at} />,
    },
    { term: 'Why', value: <Marked text={why} /> },
    { term: 'Who fixes it', value: <Marked text={fixerWords} /> },
    ...(steps.length > 0 ? [{ term: 'How', value: <MarkedSteps steps={steps} /> }] : []),
    ...(trace ? [{ term: 'What we sent', value: <Sent trace={trace} /> }] : []),
  ];
  return (
    <section aria-labelledby="what-happened">
      <h2 id="what-happened" className="mb-3 text-lg font-semibold">
        What happened
      </h2>
      <DefinitionList items={items} />
      <div className="mt-4 flex flex-wrap gap-2">
        <CopyButton words="Copy for a ticket" text={ticketText(explanation, trace, at)} />
        {children}
      </div>
    </section>
  );
}

function Answer({ explanation, trace, at }: Omit<ProblemPanelProps, 'children'>) {
  if (!trace?.status)
    return (
      <>
        <Marked text={explanation.happened} />
        {at && (
          <span className="block text-ink-2">
            At <LocalTime at={at} form="clock" />
          </span>
        )}
      </>
    );
  return (
    <>
      <code>
        {trace.status} {trace.error}
      </code>{' '}
      at <LocalTime at={trace.startedAt} form="clock" />, after {Math.round(trace.durationMs)} ms
      {trace.errorDescription && <span className="block text-ink-2">“{trace.errorDescription}”</span>}
      {/* Without a code of Coupa's own, only our words say what came. */}
      {!trace.error && (
        <span className="block">
          <Marked text={explanation.happened} />
        </span>
      )}
    </>
  );
}

const Sent = ({ trace: { method, url, sent } }: { trace: Trace }) => (
  <>
    <code className="block">
      {method} <BreakingCode text={url} />
    </code>
    {Object.entries(sent)
      .map(([name, value]) => `${name}=${value}`)
      .join(', ')}
  </>
);
