/** Why a line does not fit. */
export type Break =
  /** It is there, but not as it was written: changed, moved, or put in. */
  | 'changed'
  /** The line that belongs here is gone. */
  | 'missing'
  /** It stands where none can be: before the start of the chain or after its end. */
  | 'extra'
  /** The row that says where the chain stands is not the one that was written last. */
  | 'head'
  /** Older lines are gone, and it was not retention that took them. */
  | 'start'
  /** A line that was noted elsewhere is not in this chain, or no longer. */
  | 'anchor';

export interface Unbroken {
  type: 'unbroken';
  lines: number;
  firstAt: string | null;
  lastAt: string | null;
  /** `sequence:hash` of the last line, to be noted elsewhere: a later check can be asked for it. */
  head: string;
  /** Lines from before the chain, which nothing proves. */
  notCovered: number;
}

export interface Broken {
  type: 'broken';
  /** Sequence of the first line that does not fit. */
  at: number;
  reason: Break;
}

export interface Progress {
  type: 'progress';
  checked: number;
  of: number;
}

/** What a check of the chain says, one after the other; the last is no progress. */
export type ChainEvent = Progress | Unbroken | Broken;
