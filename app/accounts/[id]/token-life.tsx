import { LifeBar } from '@/components/ui/life-bar';
import { LocalTime } from '@/components/ui/local-time';
import type { TokenView } from '@/lib/accounts/view';
import { RENEW_AFTER_HOURS } from '@/lib/coupa/rules';

interface TokenLifeProps {
  token: TokenView;
  /** When it is renewed by itself; null where only a person can bring the next token. */
  renewalDueAt: string | null;
  /** Upkeep begins with Apply. */
  isApplied: boolean;
  /** The last try failed: what comes next is another one. */
  isFailing: boolean;
}

/** From issue to end, with the moment at which it is renewed. */
export const TokenLife = ({ token, renewalDueAt, isApplied, isFailing }: TokenLifeProps) => (
  <section aria-labelledby="token-life">
    <h2 id="token-life" className="mb-4 text-lg font-semibold">
      Life of this token
    </h2>
    <LifeBar issuedAt={token.obtainedAt} endsAt={token.expiresAt} renewalAt={renewalDueAt} />
    <p className="mt-4 text-sm text-ink-2">
      {renewalDueAt && isApplied ? (
        <>
          {isFailing ? 'Its renewal is tried again at' : 'It is renewed by itself at'}{' '}
          <LocalTime at={renewalDueAt} />. Coupa advises a new token every {RENEW_AFTER_HOURS} hours; when
          Coupa is away then, the rest of its life is left to try again.
        </>
      ) : renewalDueAt ? (
        'Once the account is applied, it is renewed by itself.'
      ) : (
        'The next token needs a person: choose Re-authorize before this one ends.'
      )}
    </p>
  </section>
);
