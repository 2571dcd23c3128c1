import type { ReactNode } from 'react';
import type { GlyphShape } from '@/components/ui/glyph';
import { LocalTime } from '@/components/ui/local-time';
import { StatusLine } from '@/components/ui/status-line';
import { STEPS, stepNumber } from '@/lib/accounts/steps';
import type { AccountRow } from '@/lib/accounts/view';

export type StatusFacts = Pick<AccountRow, 'status' | 'obtainedAt' | 'expiresAt'>;

/** What is so, since when or until when, and where that is known from. */
export const AccountStatusLine = ({ facts }: { facts: StatusFacts }) => (
  <StatusLine glyph={GLYPHS[facts.status.kind]} words={statusWords(facts)} proof={statusProof(facts)} />
);

const GLYPHS: Record<AccountRow['status']['kind'], GlyphShape> = {
  'setting-up': 'clock',
  valid: 'check',
  limited: 'triangle',
  'not-validated': 'octagon',
  expired: 'octagon',
  rejected: 'octagon',
  quarantined: 'octagon',
  deleted: 'dash',
};

function statusWords({ status, expiresAt }: StatusFacts): ReactNode {
  switch (status.kind) {
    case 'setting-up':
      return `Set-up stopped at step ${stepNumber(status.step ?? 'client')} of ${STEPS.length}`;
    case 'valid':
      return <>Valid until {time(expiresAt)}</>;
    case 'limited':
      return <>Valid until {time(expiresAt)}, with limits</>;
    case 'not-validated':
      return 'Not validated';
    case 'expired':
      return expiresAt ? <>Token ended at {time(expiresAt)}</> : 'No token';
    case 'rejected':
      return <>Credentials rejected at {time(status.since)}</>;
    case 'quarantined':
      return <>Put aside at {time(status.since)}</>;
    case 'deleted':
      return <>Deleted {status.since && <LocalTime at={status.since} form="day" />}</>;
  }
}

function statusProof({ status, obtainedAt, expiresAt }: StatusFacts): ReactNode {
  switch (status.kind) {
    case 'setting-up':
      return (
        <>
          Left at {time(status.since)}. {NEXT_IS[status.step ?? 'client']}
        </>
      );
    case 'valid':
    case 'limited':
    case 'not-validated':
      return (
        <>
          {obtainedAt && <>Token of {time(obtainedAt)}. </>}
          <Proof proof={status.proof} />
        </>
      );
    case 'expired':
      return 'Nothing can use this account until it has a new token.';
    case 'rejected':
      return expiresAt ? <>The token in use ends at {time(expiresAt)}.</> : 'There is no token in use.';
    case 'quarantined':
      return 'A stored value was changed from outside. Nothing of this account is used until it is written anew.';
    case 'deleted':
      return 'Everything is kept and can be restored.';
  }
}

const NEXT_IS: Record<NonNullable<AccountRow['status']['step']>, string> = {
  client: 'The client comes next.',
  'grant-type': 'The grant type comes next.',
  scopes: 'No scopes are chosen yet.',
  credentials: 'Authorize comes next.',
  result: 'It has a token and waits for Apply.',
};

const Proof = ({ proof }: { proof: AccountRow['status']['proof'] }) =>
  proof ? (
    <>
      Proved by {proof.method} {proof.path} {proof.status} at {time(proof.at)}.
    </>
  ) : (
    <>No read has proved it yet.</>
  );

const time = (at: string | null) => (at ? <LocalTime at={at} /> : 'an unknown time');
