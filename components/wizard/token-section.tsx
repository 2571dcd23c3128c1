import { type Definition, DefinitionList } from '@/components/ui/definition-list';
import { Disclosure } from '@/components/ui/disclosure';
import { LocalTime } from '@/components/ui/local-time';
import { claimRows } from '@/components/wizard/claim-rows';
import { TokenExpiry } from '@/components/wizard/token-expiry';
import { TokenField } from '@/components/wizard/token-field';
import type { TokenView } from '@/lib/accounts/view';

interface TokenSectionProps {
  accountId: string;
  token: TokenView;
  /** What it says of itself is folded, on a page where that is one thing of many. */
  isFolded?: boolean;
}

/** The token: masked, how long it lives, and what it says of itself. */
export const TokenSection = ({ accountId, token, isFolded }: TokenSectionProps) => (
  <section aria-labelledby="token">
    <h2 id="token" className="mb-2 text-lg font-semibold">
      Token
    </h2>
    <TokenField accountId={accountId} preview={token.preview} />
    <TokenExpiry at={token.expiresAt} />
    {token.expirySource === 'default' && (
      <p className="text-sm text-ink-2">Coupa’s answer named no lifetime, so 24 hours are assumed.</p>
    )}
    <div className="mt-4">
      {isFolded ? (
        <Disclosure summary="What it says of itself" className="text-sm">
          <Decoded token={token} />
        </Disclosure>
      ) : (
        <Decoded token={token} />
      )}
    </div>
  </section>
);

function Decoded({ token: { claims, header } }: { token: TokenView }) {
  if (!claims)
    return (
      <p className="text-sm text-ink-2">
        This token cannot be decoded: it is no JWT, or a damaged one. What it may do is known only by trying.
      </p>
    );
  return (
    <>
      <DefinitionList label="What the token says of itself" items={toDefinitions(claims)} />
      {header && (
        <Disclosure className="mt-2 text-sm" summary="Header">
          <DefinitionList label="Header of the token" items={toDefinitions(header)} />
        </Disclosure>
      )}
      <p className="mt-3 text-sm text-ink-2">
        Decoded here, not trusted: the signature was not verified. What counts is what Coupa answers.
      </p>
    </>
  );
}

const toDefinitions = (values: Record<string, unknown>): Definition[] =>
  claimRows(values).map(({ term, text, at }) => ({
    term,
    value: at ? <LocalTime at={at} form="full" /> : text,
    isMono: !at,
  }));
