import type { Broken, ChainEvent, Progress, Unbroken } from '@/lib/audit/chain-event';
import { countLines, type Head, readEnds, readHead, readLines } from '@/lib/audit/chain-rows';
import { type LineHasher, lineHasher } from '@/lib/audit/hash-line';
import type { Store } from '@/lib/db/store';
import { isSameSecret } from '@/lib/oauth/same-secret';

/** Ten million lines never lie in memory at once. */
const BATCH = 2000;
/** Retention may take old lines away while they are being checked; it runs once a day. */
const MAX_PASSES = 3;

type Source = Pick<Store, 'db' | 'ring'>;

interface Options {
  /** A line noted elsewhere, `sequence:hash`, as a check before said it. */
  anchor?: string;
  /** Ends the check without a verdict. */
  signal?: AbortSignal;
}

/**
 * Checks every line of the audit log against the chain, in batches, while the service goes on writing: lines that come
 * meanwhile are left to the next check. The last event says `unbroken`, or the first line that does not fit.
 * Two things a chain alone cannot show: one written anew by who holds the database *and* the keys, and a whole database
 * put back to an earlier day, which is a true chain of that day. Against both, `anchor` asks for a line noted elsewhere.
 */
export async function* verifyChain(source: Source, options: Options = {}): AsyncGenerator<ChainEvent> {
  for (let pass = 1; ; pass += 1) {
    const head = await readHead(source.db);
    const verdict = yield* checkOnce(source, head, options);
    if (!verdict) return;
    const wasTrimmed =
      verdict.type === 'broken' && (await readHead(source.db)).startSequence !== head.startSequence;
    if (wasTrimmed && pass < MAX_PASSES) continue;
    yield verdict;
    return;
  }
}

interface Walked {
  sequence: number;
  hash: string;
  /** Up to where the newest line about retention says that lines were taken away. */
  trimmedThrough: number;
  isAnchored: boolean;
  firstAt: string | null;
  lastAt: string | null;
}

async function* checkOnce(
  { db, ring }: Source,
  head: Head,
  { anchor, signal }: Options,
): AsyncGenerator<Progress, Broken | Unbroken | null> {
  const { startSequence, startHash } = head;
  const of = head.sequence - startSequence;
  const hashLine = lineHasher(ring);
  const walked: Walked = {
    sequence: startSequence,
    hash: startHash,
    trimmedThrough: 0,
    isAnchored: anchor === undefined || anchor === `${startSequence}:${startHash}`,
    firstAt: null,
    lastAt: null,
  };
  yield { type: 'progress', checked: 0, of };
  while (walked.sequence < head.sequence) {
    if (signal?.aborted) return null;
    const rows = await readLines(db, walked.sequence, head.sequence, BATCH);
    if (rows.length === 0) return broken(walked.sequence + 1, 'missing');
    for (const row of rows) {
      const reason = misfit(hashLine, walked, row);
      if (reason) return broken(walked.sequence + 1, reason);
      stepOn(walked, row.line, anchor);
    }
    yield { type: 'progress', checked: walked.sequence - startSequence, of };
  }
  return (await checkEnds(db, hashLine, head, walked)) ?? (await conclude(db, head, walked, anchor));
}

type Row = Awaited<ReturnType<typeof readLines>>[number];

function misfit(hashLine: LineHasher, { sequence, hash }: Walked, { line, isWhole }: Row) {
  if (line.id !== sequence + 1) return 'missing';
  return isWhole && isSameSecret(hashLine(hash, line), line.hash) ? null : 'changed';
}

function stepOn(walked: Walked, line: Row['line'], anchor: string | undefined) {
  walked.sequence = line.id;
  walked.hash = line.hash;
  walked.isAnchored ||= `${line.id}:${line.hash}` === anchor;
  if (line.kind === 'audit_trimmed') walked.trimmedThrough = Number(line.facts.through);
  walked.firstAt ??= line.at.toISOString();
  walked.lastAt = line.at.toISOString();
}

/** The lines fit each other. Do they reach from where the chain begins to where it ends now? */
async function checkEnds(db: Source['db'], hashLine: LineHasher, head: Head, walked: Walked) {
  if (walked.sequence !== head.sequence || !isSameSecret(walked.hash, head.hash))
    return broken(head.sequence, 'head');
  const isTrimmed = head.startHash !== '';
  if (isTrimmed && walked.trimmedThrough !== head.startSequence)
    return broken(head.startSequence + 1, 'start');
  const now = await readEnds(db);
  if (now.last > now.head.sequence) {
    // A line that fits was written by us: then it is the head that was put back.
    const [row] = await readLines(db, head.sequence, now.last, 1);
    return broken(now.head.sequence + 1, row && !misfit(hashLine, walked, row) ? 'head' : 'extra');
  }
  const isBefore = now.last > 0 && now.first <= (isTrimmed ? head.startSequence : 0);
  return isBefore ? broken(now.first, 'extra') : null;
}

async function conclude(db: Source['db'], head: Head, walked: Walked, anchor: string | undefined) {
  if (!walked.isAnchored) return broken(Number.parseInt(anchor ?? '', 10) || 0, 'anchor');
  return {
    type: 'unbroken',
    lines: head.sequence - head.startSequence,
    firstAt: walked.firstAt,
    lastAt: walked.lastAt,
    head: `${head.sequence}:${head.hash}`,
    notCovered: await countLines(db, head.startSequence),
  } satisfies Unbroken;
}

const broken = (at: number, reason: Broken['reason']): Broken => ({ type: 'broken', at, reason });
