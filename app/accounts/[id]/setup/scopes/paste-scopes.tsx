'use client';

import { countWords } from '@/app/accounts/[id]/setup/scopes/scope-picker';
import type { PastedScopes } from '@/app/accounts/[id]/setup/scopes/use-pasted-scopes';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { Glyph } from '@/components/ui/glyph';
import { useLeaving } from '@/components/ui/use-leaving';
import type { ScopeEntry } from '@/lib/coupa/read-scopes';

interface PasteScopesProps {
  pasted: PastedScopes;
  chosen: readonly string[];
  error?: string | undefined;
}

export function PasteScopes({ pasted, chosen, error }: PasteScopesProps) {
  const leave = useLeaving(() => pasted.read());
  return (
    <div>
      <TextField
        isMultiline
        isMono
        name="paste"
        label="Paste scopes"
        hint="From an e-mail, an old script or Coupa’s client page. Commas, blanks, quotes and line breaks all count as separators."
        rows={3}
        error={error}
        value={pasted.text}
        onChange={(event) => pasted.change(event.target.value)}
        onBlur={leave}
      />
      <div role="status" className="mt-1.5 space-y-3">
        {pasted.taken !== null && <Taken pasted={pasted} />}
        {pasted.undecided.map((entry) => (
          <Doubt
            key={entry.written}
            entry={entry}
            pasted={pasted}
            isChosen={chosen.includes(entry.suggestion ?? '')}
          />
        ))}
      </div>
    </div>
  );
}

const Taken = ({ pasted: { taken, hadCommas, unlisted } }: { pasted: PastedScopes }) => (
  <div className="text-sm">
    <p className="flex gap-2">
      <Glyph shape={taken ? 'check' : 'dash'} className="mt-0.5" />
      <span>
        {countWords(taken ?? 0)} read.{hadCommas && ' Commas are taken out: Coupa wants blanks.'}
      </span>
    </p>
    {unlisted.map(({ written, scope, reason }) => (
      <p key={written} className="mt-1 pl-6 text-ink-2">
        <code>{scope}</code> is taken as written. {reason}
      </p>
    ))}
  </div>
);

interface DoubtProps {
  entry: ScopeEntry;
  pasted: PastedScopes;
  isChosen: boolean;
}

/** Asked, never corrected silently: an instance may know what nobody else does. */
const Doubt = ({ entry, pasted, isChosen }: DoubtProps) => (
  <div className="flex gap-2">
    <Glyph shape="triangle" className="mt-1" />
    <div className="min-w-0">
      <p className="font-semibold break-words text-wait">{entry.written} is not a Coupa scope</p>
      <p className="text-sm text-ink-2">
        {!namesSuggestion(entry) && <>{entry.reason} </>}
        {entry.suggestion && (
          <>
            Did you mean <code>{entry.suggestion}</code>? {isChosen && 'It is chosen already. '}
          </>
        )}
        <span className="whitespace-nowrap">
          {entry.suggestion && (
            <>
              <Button variant="text" onClick={() => pasted.replace(entry)}>
                Replace it <span className="sr-only">by {entry.suggestion}</span>
              </Button>
              {' · '}
              <Button variant="text" onClick={() => pasted.keep(entry)}>
                Keep it as written
              </Button>
              {' · '}
            </>
          )}
          <Button variant="text" onClick={() => pasted.drop(entry)}>
            Take it out
          </Button>
        </span>
      </p>
    </div>
  </div>
);

/** "Coupa spells it core.supplier.read." says nothing that the question behind it does not. */
const namesSuggestion = ({ reason, suggestion }: ScopeEntry) =>
  suggestion !== null && reason === `Coupa spells it ${suggestion}.`;
