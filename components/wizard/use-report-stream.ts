'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '@/lib/http/problem';
import type { Check, Report, ReportEvent } from '@/lib/validation/report';

/** `lost`: the connection broke before the report was complete. */
export type StreamState = 'idle' | 'running' | 'ended' | 'cancelled' | 'lost';

export interface ReportStream {
  report: Report | null;
  state: StreamState;
  plannedChecks: number;
  problem: Problem | null;
  start(): void;
  cancel(): void;
}

interface Options {
  accountId: string;
  /** The newest report that is kept. */
  initial: Report | null;
  /** Begins by itself when the page opens, because nothing about this token is known yet. */
  startsByItself?: boolean;
  /** Called when a validation has come to its end, however it ended. */
  onEnd?: () => void;
}

/** Follows a validation check by check. */
export function useReportStream({ accountId, initial, startsByItself, onEnd }: Options): ReportStream {
  const [report, setReport] = useState(startsByItself ? null : initial);
  const [state, setState] = useState<StreamState>(startsByItself ? 'running' : 'idle');
  const [plannedChecks, setPlannedChecks] = useState(0);
  const [problem, setProblem] = useState<Problem | null>(null);
  // As the page opened: once the report is there the server's answer to it changes, and must not stop anything.
  const [isFirstRun] = useState(startsByItself);
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
    setState('running');
    let isComplete = false;
    try {
      const answer = await fetch(`/api/accounts/${accountId}/validate`, {
        method: 'POST',
        // As every change of ours says, though nothing is sent: a form of another site cannot.
        headers: { 'Content-Type': 'application/json' },
        signal: controller.signal,
      });
      if (!answer.ok) setProblem(await answer.json());
      else for await (const event of readLines(answer)) take(event);
      isComplete = true;
    } catch {
      // Cancelled by the reader, or the connection was lost: what has settled stays on the page.
    }
    if (stop.current !== controller) return;
    setState(controller.signal.aborted ? 'cancelled' : isComplete ? 'ended' : 'lost');
    onEndRef.current?.();
  }, [accountId, take]);

  const cancel = useCallback(() => stop.current?.abort(), []);

  useEffect(() => {
    if (isFirstRun) start();
    return cancel;
  }, [isFirstRun, start, cancel]);

  return { report, state, plannedChecks, problem, start, cancel };
}

const withCheck = (checks: Check[], check: Check) =>
  checks.some(({ id }) => id === check.id)
    ? checks.map((each) => (each.id === check.id ? check : each))
    : [...checks, check];

/** @throws when the stream ends before the report's last line */
async function* readLines(answer: Response): AsyncGenerator<ReportEvent> {
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  let isEnded = false;
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    const lines = (rest + part.value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const event: ReportEvent = JSON.parse(line);
      isEnded ||= event.type === 'ended';
      yield event;
    }
  }
  if (!isEnded) throw new Error('the stream was cut');
}
