import { AppError } from '@/lib/errors';
import { log } from '@/lib/log';

/**
 * Streams values as newline-delimited JSON, each as soon as it is there.
 * The first value is awaited before the answer starts, so that an early failure is still a problem document.
 * When the reader goes away the source is told through its signal and still runs to its end, where it saves what it has.
 */
export async function streamLines<T>(
  start: (signal: AbortSignal) => AsyncGenerator<T>,
  reader: AbortSignal,
): Promise<Response> {
  const stop = new AbortController();
  reader.addEventListener('abort', () => stop.abort());
  const values = start(stop.signal);
  const first = await values.next();
  const encoder = new TextEncoder();

  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      let isOpen = true;
      const send = (value: T) => {
        if (!isOpen) return;
        try {
          controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`));
        } catch {
          isOpen = false;
        }
      };
      stop.signal.addEventListener('abort', () => {
        isOpen = false;
      });
      try {
        if (!first.done) send(first.value);
        for await (const value of values) send(value);
      } catch (error) {
        log.error('stream_failed', { code: error instanceof AppError ? error.code : 'internal' });
      }
      if (isOpen) controller.close();
    },
    cancel: () => stop.abort(),
  });
  return new Response(body, {
    // no-transform: a compressing server would hold lines back to fill its window.
    headers: {
      'Content-Type': 'application/x-ndjson; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
    },
  });
}
