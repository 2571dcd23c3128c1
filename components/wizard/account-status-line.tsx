import type { ReactNode } from 'react';
import { ByThen } from '@/components/ui/by-then';
import type { GlyphShape } from '@/components/ui/glyph';
import { LocalTime } from '@/components/ui/local-time';
import { StatusLine } from '@/components/ui/status-line';
import { keptUntil } from '@/lib/accounts/kept-until';
import { STEPS, stepNumber } from '@/lib/accounts/steps';
import type { AccountRow } from '@/lib/accounts/view';

export type StatusFacts = Pick<AccountRow, 'status' | 'obtainedAt' | 'expiresAt'>;

/** What is so, since when or until when, and where that is known from. */
export const AccountStatusLine = ({ facts }: { facts: StatusFacts }) => (
  <StatusLine glyph={glyphOf(facts.status)} words={statusWords(facts)} proof={statusProof(facts)} />
);

/** A valid account whose renewal is put off may need a person later; one that is renewing after that is being seen to. */
function glyphOf({ kind, renewal }: AccountRow['status']): GlyphShape {
  if (kind !== 'valid' || !renewal) return GLYPHS[kind];
  return renewal.state === 'renewing' ? 'ring' : 'triangle';
}

const GLYPHS: Record<AccountRow['status']['kind'], GlyphShape> = {
  'setting-up': 'clock',
  valid: 'check',
  limited: 'triangle',
  'not-validated': 'octagon',
  expired: 'octagon',
  rejected: 'octagon',
  'reauth-required': 'octagon',
  'config-error': 'octagon',
  quarantined: 'octagon',
  deleted: 'dash',
};

function statusWords({ status, expiresAt }: StatusFacts): ReactNode {
  switch (status.kind) {
    case 'setting-up':
      return `Set-up stopped at step ${stepNumber(status.step ?? 'client')} of ${STEPS.length}`;
    case 'valid':
      return (
        <>
          Valid until {time(expiresAt)}
          <RenewalWords renewal={status.renewal} />
        </>
      );
    case 'limited':
      return (
        <>
          Valid until {time(expiresAt)}, with limits
          <RenewalWords renewal={status.renewal} />
        </>
      );
    case 'not-validated':
      return 'Not validated';
    case 'expired':
      return expiresAt ? (
        <>
          Token ended at {time(expiresAt)}
          <RenewalWords renewal={status.renewal} />
        </>
      ) : (
        'No token'
      );
    case 'rejected':
      return <>Credentials rejected since {time(status.since)}</>;
    case 'reauth-required':
      return <>Needs re-authorization since {time(status.since)}</>;
    case 'config-error':
      return <>Configuration error since {time(status.since)}</>;
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
          {obtainedAt && <>Renewed {time(obtainedAt)}. </>}
          <NextTry renewal={status.renewal} />
          <Proof proof={status.proof} />
        </>
      );
    case 'expired':
      return (
        <>
          Nothing can use this account until it has a new token. <NextTry renewal={status.renewal} />
        </>
      );
    case 'rejected':
      return (
        <>
          Coupa does not accept the client or its secret. <TokenEnd at={expiresAt} />
        </>
      );
    case 'reauth-required':
      return (
        <>
          Somebody signs in to Coupa again. <TokenEnd at={expiresAt} />
        </>
      );
    case 'config-error':
      return (
        <>
          Coupa refuses what is asked for. <TokenEnd at={expiresAt} />
        </>
      );
    case 'quarantined':
      return 'A stored value was changed from outside. Nothing of this account is used until it is written anew.';
    case 'deleted':
      return <KeptUntil deletedAt={status.since} />;
  }
}

const NEXT_IS: Record<NonNullable<AccountRow['status']['step']>, string> = {
  client: 'The client comes next.',
  'grant-type': 'The grant type comes next.',
  scopes: 'No scopes are chosen yet.',
  credentials: 'Authorize comes next.',
  result: 'It has a token and waits for Apply.',
};

/** "Everything is kept and can be restored until 24 December". */
const KeptUntil = ({ deletedAt }: { deletedAt: string | null }) => (
  <>
    Everything is kept and can be restored
    {deletedAt && (
      <>
        {' '}
        until <LocalTime at={keptUntil(new Date(deletedAt)).toISOString()} form="day" />
      </>
    )}
    .
  </>
);

const Proof = ({ proof }: { proof: AccountRow['status']['proof'] }) =>
  proof ? (
    <>
      Last proved by {proof.method} {proof.path} {proof.status} at {time(proof.at)}.
    </>
  ) : (
    <>No read has proved it yet.</>
  );

const RenewalWords = ({ renewal }: Pick<AccountRow['status'], 'renewal'>) =>
  renewal && (
    <>
      , {renewal.state === 'renewing' ? 'renewing' : 'renewal failing'} since {time(renewal.since)}
    </>
  );

const NextTry = ({ renewal }: Pick<AccountRow['status'], 'renewal'>) =>
  renewal?.nextTryAt ? <>Next try at {time(renewal.nextTryAt)}. </> : null;

/** What still works meanwhile. */
const TokenEnd = ({ at }: { at: string | null }) =>
  at ? (
    <>
      <ByThen at={at} before="The token in use ends at" after="The last token ended at" /> {time(at)}.
    </>
  ) : (
    <>There is no token.</>
  );

const time = (at: string | null) => (at ? <LocalTime at={at} /> : 'an unknown time');
