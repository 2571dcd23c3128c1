import { Accounts } from '../accounts.ts';
import type { Ground } from '../ground.ts';
import { pass, recover } from '../recover.ts';

interface Form {
  what: string;
  retryAfter: (nowMs: number) => string;
  /** What is waited for at least and at most, in seconds. */
  from: number;
  to: number;
  status?: number;
}

const HOUR = 3600;
const BACK_OFF = 300;

const FORMS: Form[] = [
  { what: 'seconds', retryAfter: () => '120', from: 119, to: 120 + BACK_OFF },
  {
    what: 'a date',
    retryAfter: (nowMs) => new Date(nowMs + 120_000).toUTCString(),
    from: 115,
    to: 121 + BACK_OFF,
  },
  { what: 'far too long', retryAfter: () => '1000000000', from: HOUR - 1, to: HOUR + BACK_OFF },
  { what: 'garbage', retryAfter: () => '1e9 minutes', from: 0.5, to: BACK_OFF },
  { what: '503 with seconds', retryAfter: () => '120', from: 119, to: 120 + BACK_OFF, status: 503 },
];

/** F6: 429 with each form of Retry-After. That instance is waited for, the others are not. */
export async function rateLimits(ground: Ground): Promise<void> {
  const { provider, tally } = ground;
  const { installation, origins, worker } = await ground.shared();
  const behaviours = Array.from({ length: 6 * 3 }, () => 'strict' as const);
  const accounts = await Accounts.make(provider, worker, { origins, behaviours });
  const nowMs = Date.now() + (await ground.offsetMs());
  await provider.ask(
    'inject',
    FORMS.map(({ retryAfter, status = 429 }, index) => ({
      origin: origins[index] ?? '',
      fault: { kind: 'answer', status, headers: { 'Retry-After': retryAfter(nowMs) }, body: '{}' },
    })),
  );
  await worker.ask('round');
  const seen = new Map((await accounts.look(worker)).map((each) => [each.accountId, each]));
  for (const [index, { what, from, to, status }] of FORMS.entries()) {
    const theirs = accounts.ids.filter((_, each) => each % origins.length === index);
    const asked = await accounts.asked(theirs);
    tally.inject(theirs.length);
    const tried = theirs.flatMap((id) => seen.get(id) ?? []).filter(({ failures }) => failures > 0);
    const where = `F6 ${what}`;
    tally.expect(
      where,
      tried.length > 0 && tried.length <= (status ? 3 : 2),
      `${tried.length} asked at once`,
    );
    tally.expect(where, asked.length === 0, 'a token was spent');
    for (const { dueAt } of tried) {
      const seconds = (Date.parse(dueAt ?? '') - nowMs) / 1000;
      // The round took some time of its own.
      tally.expect(where, seconds >= from && seconds <= to + 30, `waits ${Math.round(seconds)} s`);
    }
  }
  const others = accounts.ids.filter((_, each) => each % origins.length === FORMS.length);
  for (const id of others)
    tally.expect('F6', seen.get(id)?.state === 'healthy', 'another instance had to wait');

  const before = (await provider.ask('faultsDone')) as number;
  await pass(provider, [worker], 90_000);
  await worker.ask('round');
  const hasty = (await provider.ask('faultsDone')) - before;
  // Only the one whose words meant nothing is asked again so soon.
  tally.expect('F6', hasty <= 3, `${hasty} requests before the time that was asked for`);
  await provider.ask('clearFaults');
  await pass(provider, [worker], HOUR * 1100);
  await recover(provider, worker, accounts);
  tally.count('F6', await accounts.judge(installation, worker));
  await worker.ask('retire', accounts.ids);
}
