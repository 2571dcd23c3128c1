import { LocalTime } from '@/components/ui/local-time';

interface ApplyWordsProps {
  account: {
    appliedAt: string | null;
    renewalDueAt: string;
    /** Both requested and granted; null when the token does not say. */
    usableScopes: number | null;
  };
}

/** What Apply will do, before it is pressed. */
export function ApplyWords({ account: { appliedAt, renewalDueAt, usableScopes } }: ApplyWordsProps) {
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
      The next token is due <LocalTime at={renewalDueAt} />, as Coupa advises, four hours before this one
      ends.
    </>
  );
}
