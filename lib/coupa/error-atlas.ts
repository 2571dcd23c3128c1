import { API_WORDS } from '@/lib/coupa/atlas/api';
import { BAD_ANSWER_WORDS } from '@/lib/coupa/atlas/bad-answers';
import { COMING_BACK_WORDS } from '@/lib/coupa/atlas/coming-back';
import { DOOR_WORDS } from '@/lib/coupa/atlas/door';
import type { AtlasContext, AtlasEntry, AtlasWords } from '@/lib/coupa/atlas/entry';
import { IDENTITY_WORDS } from '@/lib/coupa/atlas/identity';
import { REACHING_WORDS } from '@/lib/coupa/atlas/reaching';
import { REFUSAL_WORDS } from '@/lib/coupa/atlas/refusals';
import { REQUEST_WORDS } from '@/lib/coupa/atlas/requests';
import { STORAGE_WORDS } from '@/lib/coupa/atlas/storage';
import { UPKEEP_WORDS } from '@/lib/coupa/atlas/upkeep';
import type { AppError, ErrorCode } from '@/lib/errors';

export interface Explanation extends AtlasWords {
  code: ErrorCode;
  httpStatus: number;
}

const ATLAS = {
  ...REACHING_WORDS,
  ...BAD_ANSWER_WORDS,
  ...REFUSAL_WORDS,
  ...IDENTITY_WORDS,
  ...COMING_BACK_WORDS,
  ...API_WORDS,
  ...STORAGE_WORDS,
  ...REQUEST_WORDS,
  ...DOOR_WORDS,
  ...UPKEEP_WORDS,
} satisfies Record<ErrorCode, AtlasEntry>;

/**
 * The words for a failure: what happened, why, who fixes it, and the clicks.
 * Facts and the words of a server come out as code spans, so they can neither make a link nor end a mark.
 * @param facts of the AppError, or of an account's stored problem; every fact may be missing
 * @param context the request that failed; the account's instance and redirect URI for links and comparisons; whether it has a token
 */
export function explainError(code: ErrorCode, facts: AppError['facts'], context: AtlasContext): Explanation {
  const { httpStatus, explain }: AtlasEntry = ATLAS[code];
  const words = explain({ ...context, facts });
  // It may begin with "the instance" when no host is known.
  const happened = words.happened.charAt(0).toUpperCase() + words.happened.slice(1);
  return { code, httpStatus, ...words, happened };
}
