import type { ReactNode } from 'react';
import type { Fixer, MarkedText, Verdict } from '@/lib/validation/report';
import { Glyph, type GlyphShape } from './glyph';
import { Marked } from './marked';

const LOOKS: Record<Verdict, { words: string; shape: GlyphShape; ground: string; colour: string }> = {
  validated: { words: 'Validated', shape: 'check', ground: 'bg-accent-soft', colour: '' },
  'validated-with-limits': {
    words: 'Validated with limits',
    shape: 'triangle',
    ground: 'bg-wait-soft',
    colour: 'text-wait',
  },
  'not-validated': { words: 'Not validated', shape: 'octagon', ground: 'bg-stop-soft', colour: 'text-stop' },
};

const FIXERS: Record<Fixer, string | null> = {
  you: 'You fix this',
  'coupa-admin': 'The Coupa administrator fixes this',
  network: 'Whoever runs the network fixes this',
  operator: 'Whoever runs this service fixes this',
  nobody: null,
};

interface VerdictPanelProps {
  verdict: Verdict;
  summary: MarkedText;
  fixer: Fixer;
  steps: readonly MarkedText[];
  children?: ReactNode;
}

/** The one filled panel: verdict, what is missing, who fixes it, numbered clicks. */
export function VerdictPanel({ verdict, summary, fixer, steps, children }: VerdictPanelProps) {
  const { words, shape, ground, colour } = LOOKS[verdict];
  const fixerWords = steps.length > 0 ? FIXERS[fixer] : null;
  return (
    <section
      aria-labelledby="verdict"
      className={`flex gap-3 rounded-lg border border-transparent p-4 md:p-6 ${ground}`}
    >
      <Glyph shape={shape} className="mt-1 size-5" />
      <div className="min-w-0">
        <h2 id="verdict" className={`text-lg font-semibold ${colour}`}>
          {words}
        </h2>
        <p className="mt-1">
          <Marked text={summary} />
        </p>
        {fixerWords && <h3 className="mt-3 font-semibold">{fixerWords}</h3>}
        {steps.length > 0 && (
          <ol className="mt-1 list-decimal space-y-1 pl-5">
            {steps.map((step) => (
              <li key={step}>
                <Marked text={step} />
              </li>
            ))}
          </ol>
        )}
        {children && <div className="mt-3">{children}</div>}
      </div>
    </section>
  );
}
