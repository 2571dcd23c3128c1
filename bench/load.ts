import { readFileSync } from 'node:fs';
import { Pool } from 'undici';
import { type Figure, summarise } from './measure.ts';

/** Requests on their way at once: enough to keep one process busy, few enough that it does not queue for long. */
const AT_ONCE = 16;

export interface Load {
  perSecond: number;
  p99Ms: number;
  /** Of the server for each answer: what others do on the machine changes it little. NaN where there is no /proc. */
  cpuMicroseconds: number;
}

interface Target {
  /** Process that answers. */
  pid: number;
  pool: Pool;
  path: string;
  /** Headers of the next request. */
  nextHeaders(): Record<string, string>;
  expected: { status: number; bytes: number };
}

export const openPool = (origin: string) => new Pool(origin, { connections: AT_ONCE, pipelining: 1 });

/** Asks for as long as it is told to, and fails on any answer but the expected one. */
export async function runLoad(
  { pool, pid, path, nextHeaders, expected }: Target,
  seconds: number,
): Promise<Load> {
  const times: number[] = [];
  const cpuBefore = cpuMicrosecondsOf(pid);
  const from = performance.now();
  const untilMs = from + seconds * 1000;
  const ask = async () => {
    for (let askedAtMs = performance.now(); askedAtMs < untilMs; askedAtMs = performance.now()) {
      const { statusCode, body } = await pool.request({ path, method: 'GET', headers: nextHeaders() });
      const bytes = (await body.arrayBuffer()).byteLength;
      if (statusCode !== expected.status || bytes !== expected.bytes)
        throw new Error(`${path}: ${statusCode} with ${bytes} bytes`);
      times.push(performance.now() - askedAtMs);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  const perSecond = times.length / ((performance.now() - from) / 1000);
  const cpuMicroseconds = (cpuMicrosecondsOf(pid) - cpuBefore) / times.length;
  times.sort((a, b) => a - b);
  return { perSecond, p99Ms: times[Math.floor(times.length * 0.99)] ?? 0, cpuMicroseconds };
}

/** proc(5): utime and stime are fields 14 and 15, in hundredths of a second; the name before them may hold blanks. */
function cpuMicrosecondsOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10_000;
  } catch {
    return Number.NaN;
  }
}

export const figuresOf = (loads: readonly Load[]): Record<keyof Load, Figure> => ({
  perSecond: summarise(loads.map(({ perSecond }) => perSecond)),
  p99Ms: summarise(loads.map(({ p99Ms }) => p99Ms)),
  cpuMicroseconds: summarise(loads.map(({ cpuMicroseconds }) => cpuMicroseconds)),
});
