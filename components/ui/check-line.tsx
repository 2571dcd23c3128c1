import type { Check, CheckState } from '@/lib/validation/report';
import { ElapsedTime } from './elapsed-time';
import { Glyph, type GlyphShape } from './glyph';
import { Marked } from './marked';

const GLYPHS: Record<CheckState, [shape: GlyphShape, spoken: string]> = {
  waiting: ['ring-still', 'Waiting'],
  running: ['ring', 'Running'],
  passed: ['check', 'Passed'],
  limited: ['triangle', 'With limits'],
  failed: ['octagon', 'Failed'],
  'not-tried': ['dash', 'Not tried'],
};

/** Below a second in milliseconds, then in seconds with one decimal up to ten. */
export function formatDuration(durationMs: number): string {
  if (durationMs < 1000) return `${Math.round(durationMs)} ms`;
  const seconds = durationMs / 1000;
  return `${seconds < 10 ? Number(seconds.toFixed(1)) : Math.round(seconds)} s`;
}

/** Glyph, what was checked, time at the right, request and answer below. Settling changes neither place nor width. */
export function CheckLine({ check }: { check: Check }) {
  const [shape, spoken] = GLYPHS[check.state];
  return (
    <li className="flex gap-3 border-b border-line py-3">
      <Glyph shape={shape} label={spoken} className="mt-1" />
      <div className="min-w-0 flex-1">
        <p>
          <Marked text={check.title} />
        </p>
        {check.evidence && (
          <p className="text-sm text-ink-2">
            <Marked text={check.evidence} />
          </p>
        )}
      </div>
      <p className="flex-none text-sm leading-6 text-ink-2 tabular-nums">
        {check.state === 'running' ? (
          <ElapsedTime since={check.startedAt} />
        ) : (
          check.durationMs !== null && formatDuration(check.durationMs)
        )}
      </p>
    </li>
  );
}

/** Checks of one kind under the rule behind them. */
export const CheckGroupList = ({ title, checks }: { title: string; checks: readonly Check[] }) =>
  checks.length === 0 ? null : (
    <section className="mt-5">
      <h3 className="border-b border-control pb-1.5 text-sm font-semibold text-ink-2">{title}</h3>
      <ul>
        {checks.map((check) => (
          <CheckLine key={check.id} check={check} />
        ))}
      </ul>
    </section>
  );
