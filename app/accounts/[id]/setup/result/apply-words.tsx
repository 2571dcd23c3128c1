import { LocalTime } from '@/components/ui/local-time';

interface ApplyWordsProps {
  account: {
    appliedAt: string | null;
    /** Null where only a person can bring the next token. */
    renewalDueAt: string | null;
    tokenEndsAt: string;
    /** Both requested and granted; null when the token does not say. */
    usableScopes: number | null;
  };
}

/** What Apply will do, before it is pressed. */
export function ApplyWords({ account }: ApplyWordsProps) {
  const { appliedAt, usableScopes } = account;
  const scopes =
    usableScopes === null
      ? 'with its token'
      : usableScopes === 1
        ? 'with the one scope that is both requested and granted'
        : `with the ${usableScopes} scopes that are both requested and granted`;
  return (
    <>
      {appliedAt ? (
        <>
          In use since <LocalTime at={appliedAt} />. Apply goes back to its page, {scopes}.
        </>
      ) : (
        <>It saves the account {scopes}.</>
      )}{' '}
      <NextToken {...account} />
    </>
  );
}

const NextToken = ({ renewalDueAt, tokenEndsAt, appliedAt: isApplied }: ApplyWordsProps['account']) =>
  renewalDueAt ? (
    <>
      The token ends at <LocalTime at={tokenEndsAt} />; {isApplied ? 'it is' : 'once applied it is'} renewed
      by itself at <LocalTime at={renewalDueAt} />, and again before each token ends.
    </>
  ) : (
    <>
      The token ends at <LocalTime at={tokenEndsAt} />; before that somebody chooses{' '}
      <strong>Re-authorize</strong> on the account’s page.
    </>
  );
