import { LifeBar } from '@/components/ui/life-bar';
import { LocalTime } from '@/components/ui/local-time';
import type { TokenView } from '@/lib/accounts/view';
import { RENEW_AFTER_HOURS } from '@/lib/coupa/rules';

interface TokenLifeProps {
  token: TokenView;
  /** False where only a person can bring the next token. */
  canRenew: boolean;
}

/** From issue to end, with the moment at which Coupa advises a new token. */
export const TokenLife = ({ token, canRenew }: TokenLifeProps) => (
  <section aria-labelledby="token-life">
    <h2 id="token-life" className="mb-4 text-lg font-semibold">
      Life of this token
    </h2>
    <LifeBar
      issuedAt={token.obtainedAt}
      endsAt={token.expiresAt}
      renewalAt={canRenew ? token.renewalDueAt : null}
    />
    <p className="mt-4 text-sm text-ink-2">
      {canRenew ? (
        <>
          Coupa advises a new token every {RENEW_AFTER_HOURS} hours. This one is due for it at{' '}
          <LocalTime at={token.renewalDueAt} />: press <strong>Renew now</strong> then. That leaves time to
          try again when Coupa is away.
        </>
      ) : (
        'The next token needs a person: choose Re-authorize before this one ends.'
      )}
    </p>
  </section>
);
