import { BreakingCode } from '@/components/ui/breaking-code';
import { ExternalLink } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { scopesPageUrl } from '@/lib/coupa/endpoints';
import { Box, IllustrationFrame, MarkNumber, Screen } from './illustration-frame';
import { type ScopeLine, scopeLines } from './scope-lines';

interface ScopesIllustrationProps {
  origin: string;
  chosen: readonly string[];
  /** Names of all known scopes: the neighbours in the list come from it. */
  known: readonly string[];
  /** An existing client is edited instead of created. */
  isExisting?: boolean;
  clientName?: string;
}

/** The check boxes on the client form, in Coupa's order. */
export const ScopesIllustration = ({
  origin,
  chosen,
  known,
  isExisting,
  clientName,
}: ScopesIllustrationProps) => (
  <IllustrationFrame
    screen={isExisting ? 'Editing the client in Coupa' : 'Create Client in Coupa, further down'}
    sentences={sentences(chosen.length, isExisting)}
    buttons={
      <>
        {chosen.length > 0 && (
          <CopyButton
            variant="secondary"
            words="Copy list, one a line"
            text={inOrder(chosen, known).join('\n')}
          />
        )}
        <ExternalLink variant="secondary" href={scopesPageUrl(origin)}>
          Open the scopes page
        </ExternalLink>
      </>
    }
    note={`${new URL(origin).host}/oauth2/scopes lists the permissions of your release`}
  >
    <Screen path={['OAuth2/OpenID Connect Clients', isExisting ? clientName || 'your client' : 'Create']}>
      <p className="mb-2 flex items-center gap-2 font-semibold">
        <MarkNumber number={1} /> Scopes *
      </p>
      <ScopeList lines={scopeLines(chosen, known)} />
      <div className="mt-4 flex justify-end gap-5 border-t border-line pt-4">
        <Box>Cancel</Box>
        <Box mark={2}>Save</Box>
      </div>
    </Screen>
  </IllustrationFrame>
);

const inOrder = (chosen: readonly string[], known: readonly string[]) =>
  scopeLines(chosen, known).flatMap((line) => ('scope' in line && line.isTicked ? [line.scope] : []));

function sentences(count: number, isExisting?: boolean) {
  const scopes = <strong>{`${count} scope${count === 1 ? '' : 's'}`}</strong>;
  return [
    count === 0 ? (
      'Choose scopes at the left; they appear here ticked, in Coupa’s order.'
    ) : isExisting ? (
      <>In the clients list choose Edit. These {scopes} must be ticked. Untick nothing that others use.</>
    ) : (
      <>Tick these {scopes}, in this order from top to bottom. Leave all others as they are.</>
    ),
    isExisting ? (
      <>
        Press <strong>Save</strong>. Programs that name scopes in their token request must match the client.
      </>
    ) : (
      <>
        Press <strong>Save</strong>. Coupa then shows the Identifier and the Secret for step 4.
      </>
    ),
  ];
}

const ScopeList = ({ lines }: { lines: readonly ScopeLine[] }) => {
  const firstGap = lines.findIndex((line) => 'gap' in line);
  return (
    <ul className="space-y-1.5">
      {lines.map((line, index) =>
        'gap' in line ? (
          <li key={line.key} className="pl-6.5 text-xs">
            {index === firstGap ? '… further scopes, unticked' : <span aria-hidden="true">…</span>}
          </li>
        ) : (
          <li key={line.scope} className={`flex gap-2.5 ${line.isTicked ? 'text-ink' : ''}`}>
            <DrawnCheckbox isTicked={line.isTicked} />
            <code className="min-w-0">
              <BreakingCode text={line.scope} />
            </code>
          </li>
        ),
      )}
    </ul>
  );
};

const DrawnCheckbox = ({ isTicked }: { isTicked: boolean }) => (
  <span className="flex-none">
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" className="mt-0.5">
      <rect
        x="0.5"
        y="0.5"
        width="15"
        height="15"
        rx="2"
        className={isTicked ? 'fill-accent stroke-accent' : 'fill-canvas stroke-control'}
      />
      {isTicked && <path d="m4 8.5 2.75 2.75L12 5" className="fill-none stroke-on-accent" strokeWidth="2" />}
    </svg>
    <span className="sr-only">{isTicked ? 'Ticked: ' : 'Not ticked: '}</span>
  </span>
);
