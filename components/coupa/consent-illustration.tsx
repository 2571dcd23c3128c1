import { Box, IllustrationFrame, Screen } from './illustration-frame';
import { inConsentOrder, scopeTitle } from './scope-title';

interface ConsentIllustrationProps {
  host: string;
  /** Name of the client in Coupa. */
  clientName: string;
  scopes: readonly string[];
}

const MAX_LINES = 8;

/** The page on which a person lends the account their rights. */
export function ConsentIllustration({ host, clientName, scopes }: ConsentIllustrationProps) {
  const lines = inConsentOrder(scopes);
  const hidden = lines.length - MAX_LINES;
  return (
    <IllustrationFrame
      screen="Consent in Coupa, after signing in"
      sentences={[
        <>Read the list: it must name the scopes you chose, {scopes.length} in all.</>,
        <>
          Choose <strong>Allow</strong>. Coupa sends you back here by itself.
        </>,
      ]}
    >
      <Screen path={[host]}>
        <p className="text-ink">
          <strong>{clientName || 'Your client'}</strong> is requesting permission to access your company
        </p>
        <p className="mt-3 font-semibold">What will {clientName || 'your client'} be able to do?</p>
        <Box mark={1} className="mt-3 w-full">
          <ul className="space-y-1 py-1">
            {lines.slice(0, MAX_LINES).map((scope) => (
              <li key={scope}>{scopeTitle(scope)}</li>
            ))}
            {hidden > 0 && <li>… and {hidden} more</li>}
          </ul>
        </Box>
        <div className="mt-4 flex justify-end gap-5">
          <Box>Deny</Box>
          <Box mark={2}>Allow</Box>
        </div>
      </Screen>
    </IllustrationFrame>
  );
}
