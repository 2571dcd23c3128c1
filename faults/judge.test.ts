import { expect, test } from 'vitest';
import { judgeOne, type Truth } from './judge.ts';
import type { Seen } from './worker/look.ts';

const seen = (parts: Partial<Seen> = {}): Seen => ({
  accountId: 'a',
  state: 'healthy',
  reason: null,
  dueAt: '2026-11-25T10:00:00Z',
  isOverdue: false,
  alertedAs: null,
  failures: 0,
  version: 2,
  expiresAt: '2026-11-25T10:00:00Z',
  isQuarantined: false,
  isDeleted: false,
  accessToken: 'made-up',
  refreshToken: 'new',
  inJournal: [],
  ...parts,
});
const waits: Partial<Seen> = { state: 'reauth_required', dueAt: null };
const issued = (refreshToken: string, isTaken: boolean) =>
  ({ refreshToken, isTaken, left: 'whole', atMs: 0 }) as const;
const truth = (parts: Partial<Truth> = {}): Truth => ({
  clientId: 'a',
  behaviour: 'strict',
  issued: [issued('old', false), issued('new', true)],
  endedByReplay: [],
  ...parts,
});

const cases: [
  what: string,
  Seen,
  Truth,
  had: [string, number][],
  lost: RegExp | null,
  isUnavoidable: boolean,
][] = [
  [
    'in the database',
    seen(),
    truth(),
    [
      ['old', 0],
      ['new', 5],
    ],
    null,
    false,
  ],
  [
    'in the journal only',
    seen({ refreshToken: 'old', inJournal: ['new'] }),
    truth(),
    [['new', 5]],
    null,
    false,
  ],
  [
    'nowhere',
    seen({ refreshToken: 'old' }),
    truth(),
    [
      ['old', 0],
      ['new', 5],
    ],
    /neither/,
    false,
  ],
  ['a person is asked for nothing', seen(waits), truth(), [['new', 5]], /although/, false],
  ['its answer never came whole', seen({ ...waits, refreshToken: 'old' }), truth(), [['old', 0]], null, true],
  [
    'ended by a replay of ours',
    seen(waits),
    truth({
      issued: [issued('old', false), issued('new', false)],
      endedByReplay: [{ value: 'new', realMs: 9 }],
    }),
    [
      ['old', 0],
      ['new', 5],
    ],
    /spent/,
    false,
  ],
  [
    'ended by a replay before its answer came',
    seen(waits),
    truth({
      issued: [issued('old', false), issued('new', false)],
      endedByReplay: [{ value: 'new', realMs: 3 }],
    }),
    [
      ['old', 0],
      ['new', 5],
    ],
    null,
    true,
  ],
  [
    'client credentials',
    seen(waits),
    truth({ behaviour: null, issued: [] }),
    [],
    /client credentials/,
    false,
  ],
];

test.each(cases)('%s', (_, each, what, had, lost, isUnavoidable) => {
  const verdict = judgeOne(each, what, new Map(had));
  if (lost) expect(verdict.lost).toMatch(lost);
  else expect(verdict.lost).toBeNull();
  expect(verdict.isUnavoidable).toBe(isUnavoidable);
});
