import type { ErrorCode } from '@/lib/errors';
import { type Answer, grant, json, jsonText, raw } from '@/test/authorization-server/answers';
import type { HandClock } from '@/test/authorization-server/hand-clock';
import type { Signer } from '@/test/authorization-server/signing';

/** What a bad answer may be made of. */
export interface Setting {
  /** The instance. */
  origin: string;
  /** A listener that must never be asked. */
  targetOrigin: string;
  clock: HandClock;
  /** Whose key is published, and one whose key is not. */
  signer: Signer;
  stranger: Signer;
  /** The right claims, and whatever is to be different; undefined leaves a claim out. */
  claims(parts?: Record<string, unknown>): Record<string, unknown>;
}

/** One kind of bad answer, and the name the product must give it. */
export interface BadAnswer {
  name: string;
  code: ErrorCode;
  answer(setting: Setting): Answer;
  /** The answer never ends by itself: the clock is moved this far. */
  silentForMs?: number;
  /** Nobody knows what became of the request: it is sent once more, at once. */
  isLost?: true;
  /** Enough of it to fill the memory of a careless reader. */
  isHeavy?: true;
}

export const bad = (name: string, code: ErrorCode, answer: Answer): BadAnswer => ({
  name,
  code,
  answer: () => answer,
});

/** JSON as it is written. */
export const badText = (name: string, code: ErrorCode, text: string) => bad(name, code, jsonText(text));

/** A grant in which one member is wrong. */
export const badMember = (
  member: string,
  value: unknown,
  words = JSON.stringify(value)?.slice(0, 30),
): BadAnswer =>
  bad(
    `${member} ${words ?? 'left out'}`,
    member === 'expires_in' ? 'answer_no_expiry' : 'answer_invalid',
    grant({ [member]: value }),
  );

/** A right grant under a content type that is not JSON's. */
export const badType = (type: string | string[] | undefined): BadAnswer =>
  bad(
    `content type ${type ?? 'left out'}`,
    'answer_not_json',
    raw(200, '{"access_token":"made-up","token_type":"bearer"}', type ? { 'Content-Type': type } : {}),
  );

export const badStatus = (status: number, code: ErrorCode, body: object = {}): BadAnswer =>
  bad(`status ${status} ${JSON.stringify(body)}`, code, json(status, body));
