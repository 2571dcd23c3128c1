import type { Check, Report, ReportEvent } from '@/lib/validation/report';
import { validateToken } from '@/lib/validation/validate-token';
import type { ValidationInput } from '@/lib/validation/validation-input';

export interface Run {
  events: ReportEvent[];
  report: Report;
  plannedChecks: number;
  /** Newest state of a check of the finished report. */
  check: (id: string) => Check;
}

/** Runs a validation to its end. */
export async function runValidation(
  input: ValidationInput,
  look: (event: ReportEvent) => void = () => {},
): Promise<Run> {
  const events: ReportEvent[] = [];
  for await (const event of validateToken(input)) {
    events.push(event);
    look(event);
  }
  const [first, last] = [events[0], events.at(-1)];
  if (first?.type !== 'started' || last?.type !== 'ended')
    throw new Error('a report has a first and a last event');
  const check = (id: string) => {
    const found = last.report.checks.find((candidate) => candidate.id === id);
    if (!found) throw new Error(`no check ${id} among ${last.report.checks.map((one) => one.id).join(', ')}`);
    return found;
  };
  return { events, report: last.report, plannedChecks: first.plannedChecks, check };
}
