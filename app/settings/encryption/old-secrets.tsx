import { LocalTime } from '@/components/ui/local-time';
import { PageLink } from '@/components/ui/page-link';
import { StatusLine } from '@/components/ui/status-line';
import type { EncryptionView } from '@/lib/keys/describe-encryption';

interface OldSecretsProps {
  secrets: EncryptionView['oldSecrets'];
  maxAgeDays: number;
}

/** Client secrets that nobody has replaced for long. Coupa ends none by itself. */
export const OldSecrets = ({ secrets, maxAgeDays }: OldSecretsProps) => (
  <section aria-labelledby="old-secrets">
    <h2 id="old-secrets" className="text-lg font-semibold">
      Age of client secrets
    </h2>
    <div className="mt-3">
      {secrets.length === 0 ? (
        <StatusLine
          glyph="check"
          words={`None is older than ${maxAgeDays} days`}
          proof="Counted from when a secret was entered here. Coupa ends none by itself."
        />
      ) : (
        <>
          <StatusLine
            glyph="triangle"
            words={`${secrets.length === 1 ? 'One is' : `${secrets.length} are`} older than ${maxAgeDays} days`}
            proof="Change each: a new secret is proved before it is used, and whoever saw the old one can use it no longer."
          />
          <ul className="mt-3 border-t border-line text-sm">
            {secrets.map(({ accountId, label, savedAt }) => (
              <li
                key={accountId}
                className="flex flex-wrap justify-between gap-x-4 border-b border-line py-2.5"
              >
                <PageLink href={`/accounts/${accountId}/rotation`} className="link wrap-anywhere">
                  {label}
                </PageLink>
                <span className="text-ink-2">
                  Saved <LocalTime at={savedAt} form="day" />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  </section>
);
