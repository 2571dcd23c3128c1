'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { ChainEvent } from '@/lib/audit/chain-event';
import type { Problem } from '@/lib/http/problem';

interface ChainCheck {
  isRunning: boolean;
  /** The newest that was said. */
  said: ChainEvent | null;
  /** Why there is no verdict. */
  problem: string | null;
  start(): void;
  cancel(): void;
}

const LOST = 'The connection to this service was lost before the check ended. Press Verify to begin again.';

/** Follows a check of the chain batch by batch. */
export function useChainCheck(): ChainCheck {
  const [isRunning, setRunning] = useState(false);
  const [said, setSaid] = useState<ChainEvent | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const stop = useRef<AbortController | null>(null);

  const start = useCallback(async () => {
    const controller = new AbortController();
    stop.current = controller;
    setRunning(true);
    setSaid(null);
    setProblem(null);
    try {
      const answer = await fetch('/api/audit/verify', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        signal: controller.signal,
      });
      if (answer.ok) for await (const event of readEvents(answer)) setSaid(event);
      else setProblem(((await answer.json()) as Problem).title);
    } catch {
      setProblem(controller.signal.aborted ? 'Cancelled before the end: nothing is proved.' : LOST);
    }
    setRunning(false);
  }, []);
  const cancel = useCallback(() => stop.current?.abort(), []);
  useEffect(() => cancel, [cancel]);
  return { isRunning, said, problem, start, cancel };
}

/** @throws when the stream ends before its verdict */
async function* readEvents(answer: Response): AsyncGenerator<ChainEvent> {
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  let isDecided = false;
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    const lines = (rest + part.value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const event: ChainEvent = JSON.parse(line);
      isDecided ||= event.type !== 'progress';
      yield event;
    }
  }
  if (!isDecided) throw new Error('the stream was cut');
}
