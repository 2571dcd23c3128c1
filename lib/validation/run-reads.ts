import { asCode } from '@/lib/coupa/marked';
import { PROBE_REQUESTS_PER_SECOND } from '@/lib/coupa/rules';
import { pacerFor } from '@/lib/validation/pacer-for';
import {
  describeAnswer,
  describeCancelled,
  describeFailure,
  describeSkipped,
  type ReadOutcome,
} from '@/lib/validation/read-outcome';
import type { Check, ScopeResult } from '@/lib/validation/report';
import type { RequestPacer } from '@/lib/validation/request-pacer';
import { findRetry, type RetrySoFar } from '@/lib/validation/retry-read';
import type { ReadJob } from '@/lib/validation/scope-plan';
import type { ValidationInput } from '@/lib/validation/validation-input';

type Reading = Pick<ValidationInput, 'instanceUrl' | 'readApi' | 'clock' | 'signal' | 'obtainedAt'>;

interface Settle {
  check(check: Check): void;
  scope(scope: string, result: ScopeResult): void;
}

/** As many in flight as may start in one second: the burst that Coupa allows, and no pile behind a slow answer. */
const MAX_IN_FLIGHT = PROBE_REQUESTS_PER_SECOND;

/** Makes every read, several at a time, and reports each scope when its read starts and when it settles. Never rejects. */
export async function runReads(jobs: readonly ReadJob[], reading: Reading, settle: Settle): Promise<void> {
  const run = new ReadRun(reading, settle);
  const waiting = [...jobs];
  const work = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) await run.read(job);
  };
  await Promise.all(Array.from({ length: Math.min(MAX_IN_FLIGHT, jobs.length) }, work));
}

/** Settles reads that will not be made. */
export function skipReads(
  jobs: readonly ReadJob[],
  at: Date,
  outcome: (path: string) => ReadOutcome,
  settle: Settle,
) {
  for (const job of jobs)
    settleJob(job, outcome(job.path), { startedAt: at.toISOString(), durationMs: null }, settle);
}

class ReadRun {
  readonly #reading: Reading;
  readonly #settle: Settle;
  readonly #pacer: RequestPacer;
  #hasWorked = false;
  #isRejected = false;

  constructor(reading: Reading, settle: Settle) {
    this.#reading = reading;
    this.#settle = settle;
    this.#pacer = pacerFor(reading.instanceUrl, reading.clock);
  }

  async read(job: ReadJob): Promise<void> {
    const outcome = await this.#outcomeOf(job).catch((error: unknown) =>
      this.#reading.signal.aborted ? describeCancelled(job.path) : describeFailure(job.path, error),
    );
    if (outcome.state === 'passed') this.#hasWorked = true;
    if (outcome.code === 'token_rejected') this.#isRejected = true;
    const startedAt = outcome.trace?.startedAt ?? this.#now().toISOString();
    settleJob(job, outcome, { startedAt, durationMs: outcome.trace?.durationMs ?? null }, this.#settle);
  }

  async #outcomeOf(job: ReadJob): Promise<ReadOutcome> {
    const { readApi, signal, clock } = this.#reading;
    const soFar: RetrySoFar = { rateLimited: 0, rejected: 0 };
    for (;;) {
      await this.#pacer.takeTurn(signal);
      if (this.#isRejected && !this.#hasWorked)
        return describeSkipped('The token was rejected before this read');
      this.#announce(job, 'sent, waiting for the answer');
      const read = await readApi(job.path, signal);
      const retry = findRetry(read, this.#tokenAgeSeconds(), soFar);
      if (!retry) return describeAnswer(job.path, read);
      soFar[retry.kind] += 1;
      this.#announce(job, retry.words);
      if (retry.kind === 'rateLimited') this.#pacer.pauseFor(retry.afterSeconds * 1000);
      else await clock.wait(retry.afterSeconds * 1000, signal);
    }
  }

  #announce(job: ReadJob, words: string) {
    const startedAt = this.#now().toISOString();
    for (const scope of job.scopes) {
      this.#settle.check({
        id: readCheckId(scope),
        group: 'reads',
        title: `Reading with ${asCode(scope)}`,
        state: 'running',
        evidence: `${asCode(`GET ${job.path}`)} ${words}`,
        startedAt,
        durationMs: null,
      });
    }
  }

  #now = () => this.#reading.clock.now();
  #tokenAgeSeconds = () => (this.#now().getTime() - this.#reading.obtainedAt.getTime()) / 1000;
}

const readCheckId = (scope: string) => `read:${scope}`;

function settleJob(
  job: ReadJob,
  outcome: ReadOutcome,
  timing: Pick<Check, 'startedAt' | 'durationMs'>,
  settle: Settle,
) {
  const { state, words, evidence, result, code, trace } = outcome;
  for (const scope of job.scopes) {
    settle.scope(scope, result);
    const title = `${asCode(scope)} ${words}`;
    settle.check({ id: readCheckId(scope), group: 'reads', title, state, evidence, ...timing, code, trace });
  }
}
