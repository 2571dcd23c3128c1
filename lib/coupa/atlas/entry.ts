import type { AppError, Trace } from '@/lib/errors';
import type { Fixer, MarkedText } from '@/lib/validation/report';

export interface AtlasContext {
  trace?: Trace;
  instanceUrl?: string;
  redirectUri?: string;
  /** The account has a token that fits, so its button says Re-authorize. */
  isTokenCurrent?: boolean;
  /** The request was to renew a token: what passes is tried again without anybody. */
  isRenewal?: boolean;
}

/** What is known of one failure when its words are made. */
export interface Failure extends AtlasContext {
  facts: AppError['facts'];
}

export interface AtlasWords {
  title: string;
  happened: MarkedText;
  why: MarkedText;
  fixer: Fixer;
  /** Begins with who, for example "You, on this page." */
  fixerWords: MarkedText;
  steps: MarkedText[];
}

export interface AtlasEntry {
  /** Status of our own API's answer. 502 and 504: what stands behind us failed. */
  httpStatus: number;
  explain(failure: Failure): AtlasWords;
}
