import type { Explanation } from '@/lib/coupa/error-atlas';
import { unmark } from '@/lib/coupa/marked';
import type { Trace } from '@/lib/errors';

type TicketFacts = Pick<Explanation, 'title' | 'happened' | 'why' | 'fixerWords' | 'steps'>;

/** The same facts as the panel, as plain text. A trace holds no secret, so neither does this. */
export function ticketText(explanation: TicketFacts, trace?: Trace, at?: string): string {
  const { title, happened, why, fixerWords, steps } = explanation;
  const lines = [title, '', `What happened: ${happened}`];
  if (trace) lines.push(`Coupa answered: ${answerText(trace)}`);
  lines.push(`When: ${trace?.startedAt ?? at ?? 'unknown'}`, `Why: ${why}`, `Who fixes it: ${fixerWords}`);
  lines.push(...steps.map((step, index) => `${index + 1}. ${step}`));
  if (trace) lines.push(`What we sent: ${trace.method} ${trace.url}`, ...sentLines(trace));
  return lines.map(unmark).join('\n');
}

function answerText({ status, error, errorDescription, durationMs }: Trace): string {
  const words = [status ?? 'nothing', error, errorDescription && `“${errorDescription}”`].filter(Boolean);
  return `${words.join(' ')}, after ${Math.round(durationMs)} ms`;
}

const sentLines = ({ sent }: Trace) => Object.entries(sent).map(([name, value]) => `  ${name}=${value}`);
