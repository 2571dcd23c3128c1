// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { Check, Report, ReportEvent } from '@/lib/validation/report';
import { useReportStream } from './use-report-stream';

const AT = '2026-02-02T14:18:03.000Z';
const report = (parts: Partial<Report> = {}): Report => ({
  id: 'report-1',
  accountId: 'account-1',
  startedAt: AT,
  endedAt: null,
  cancelled: false,
  verdict: null,
  summary: '',
  fixer: 'nobody',
  steps: [],
  checks: [],
  scopes: [],
  ...parts,
});
const check = (id: string, state: Check['state']): Check => ({
  id,
  group: 'reads',
  title: id,
  state,
  evidence: null,
  startedAt: AT,
  durationMs: null,
});

/** The server's side of the connection: what it writes arrives, and it sees when the reader goes away. */
class Line {
  #controller!: ReadableStreamDefaultController<Uint8Array>;
  readonly requests: string[] = [];

  readonly fetch = async (path: string, { signal }: { signal: AbortSignal }) => {
    this.requests.push(path);
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#controller = controller;
        signal.addEventListener('abort', () => controller.error(signal.reason));
      },
    });
    return new Response(body);
  };

  write = (text: string) => act(async () => this.#controller.enqueue(new TextEncoder().encode(text)));
  send = (event: ReportEvent) => this.write(`${JSON.stringify(event)}\n`);
  close = () => act(async () => this.#controller.close());
}

function Page({ startsByItself, onEnd }: { startsByItself?: boolean; onEnd?: () => void }) {
  const stream = useReportStream({
    accountId: 'account-1',
    initial: report({ verdict: 'validated' }),
    startsByItself,
    onEnd,
  });
  return (
    <>
      <p data-testid="state">
        {stream.state} {stream.plannedChecks} {stream.report?.verdict ?? 'open'} {stream.problem?.title}
      </p>
      <p data-testid="checks">{stream.report?.checks.map(({ id, state }) => `${id}=${state}`).join(' ')}</p>
      <button type="button" onClick={stream.start}>
        start
      </button>
      <button type="button" onClick={stream.cancel}>
        cancel
      </button>
    </>
  );
}

const text = (id: string) => screen.getByTestId(id).textContent?.trim();
const press = (name: string) => act(async () => screen.getByText(name).click());

function openLine() {
  const line = new Line();
  vi.stubGlobal('fetch', line.fetch);
  return line;
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('shows the kept report and asks nothing until it is told to', async () => {
  const line = openLine();
  render(<Page />);
  expect(text('state')).toBe('idle 0 validated');
  expect(line.requests).toEqual([]);
  await press('start');
  expect(line.requests).toEqual(['/api/accounts/account-1/validate']);
  expect(text('state')).toBe('running 0 validated');
});

it('starts by itself and settles each check in its place, however the lines are cut', async () => {
  const line = openLine();
  const onEnd = vi.fn();
  render(<Page startsByItself onEnd={onEnd} />);
  expect(text('state')).toBe('running 0 open');
  await line.send({ type: 'started', report: report(), plannedChecks: 2 });
  await line.send({ type: 'check', check: check('a', 'running') });
  await line.send({ type: 'check', check: check('b', 'running') });
  const settled = `${JSON.stringify({ type: 'check', check: check('a', 'passed') })}\n`;
  await line.write(settled.slice(0, 20));
  expect(text('checks')).toBe('a=running b=running');
  await line.write(settled.slice(20));
  expect(text('checks')).toBe('a=passed b=running');
  await line.send({ type: 'ended', report: report({ verdict: 'not-validated', endedAt: AT }) });
  await line.close();
  expect(text('state')).toBe('ended 2 not-validated');
  expect(onEnd).toHaveBeenCalledTimes(1);
});

it('keeps what has settled when the reader cancels, and says that it was cancelled', async () => {
  const line = openLine();
  render(<Page startsByItself />);
  await line.send({ type: 'started', report: report(), plannedChecks: 2 });
  await line.send({ type: 'check', check: check('a', 'passed') });
  await press('cancel');
  expect(text('state')).toBe('cancelled 2 open');
  expect(text('checks')).toBe('a=passed');
});

it('knows a stream that was cut from one that has ended', async () => {
  const line = openLine();
  render(<Page startsByItself />);
  await line.send({ type: 'started', report: report(), plannedChecks: 2 });
  await line.close();
  expect(text('state')).toBe('lost 2 open');
});

it('hands over why a validation cannot begin', async () => {
  vi.stubGlobal('fetch', async () => Response.json({ title: 'There is no token yet' }, { status: 409 }));
  render(<Page startsByItself />);
  await act(async () => {});
  expect(text('state')).toBe('ended 0 open There is no token yet');
});
