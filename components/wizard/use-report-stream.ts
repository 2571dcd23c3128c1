'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '@/lib/http/problem';
import type { Check, Report, ReportEvent } from '@/lib/validation/report';

interface ReportStream {
  report: Report | null;
  isRunning: boolean;
  plannedChecks: number;
  problem: Problem | null;
  start(): void;
  cancel(): void;
}

/** Follows a validation check by check. `onEnd` is called once the report is complete or was cancelled. */
export function useReportStream(accountId: string, initial: Report | null, onEnd: () => void): ReportStream {
  const [report, setReport] = useState(initial);
  const [isRunning, setIsRunning] = useState(false);
  const [plannedChecks, setPlannedChecks] = useState(initial?.checks.length ?? 0);
  const [problem, setProblem] = useState<Problem | null>(null);
  const stop = useRef<AbortController | null>(null);
  const onEndRef = useRef(onEnd);
  onEndRef.current = onEnd;

  const take = useCallback((event: ReportEvent) => {
    if (event.type === 'started') setPlannedChecks(event.plannedChecks);
    if (event.type === 'check')
      setReport((before) => before && { ...before, checks: withCheck(before.checks, event.check) });
    else setReport(event.report);
  }, []);

  const start = useCallback(async () => {
    stop.current?.abort();
    const controller = new AbortController();
    stop.current = controller;
    setProblem(null);
    setIsRunning(true);
    try {
      const answer = await fetch(`/api/accounts/${accountId}/validate`, {
        method: 'POST',
        signal: controller.signal,
      });
      if (!answer.ok) setProblem(await answer.json());
      else for await (const event of readLines(answer)) take(event);
    } catch {
      // Cancelled by the reader, or the connection was lost: what has settled stays on the page.
    }
    if (stop.current !== controller) return;
    setIsRunning(false);
    onEndRef.current();
  }, [accountId, take]);

  useEffect(() => () => stop.current?.abort(), []);
  return { report, isRunning, plannedChecks, problem, start, cancel: () => stop.current?.abort() };
}

const withCheck = (checks: Check[], check: Check) =>
  checks.some(({ id }) => id === check.id)
    ? checks.map((each) => (each.id === check.id ? check : each))
    : [...checks, check];

async function* readLines(answer: Response): AsyncGenerator<ReportEvent> {
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    const lines = (rest + part.value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line);
  }
}
