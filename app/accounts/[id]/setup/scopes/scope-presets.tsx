'use client';

import { useState } from 'react';
import { OFFLINE_ACCESS } from '@/app/accounts/[id]/setup/scopes/order-rows';
import { countWords } from '@/app/accounts/[id]/setup/scopes/scope-picker';
import type { ChosenScopes } from '@/app/accounts/[id]/setup/scopes/use-chosen-scopes';
import { Button } from '@/components/ui/button';
import type { ScopePreset } from '@/lib/coupa/scope-presets';

interface ScopePresetsProps {
  presets: readonly ScopePreset[];
  /** The grant type's rule decides about `offline_access`, not the preset. */
  takesOfflineAccess: boolean;
  scopes: Pick<ChosenScopes, 'add' | 'remove'>;
}

/** One press chooses a usual set; the sentence says what it allows and where the set is from. */
export function ScopePresets({ presets, takesOfflineAccess, scopes }: ScopePresetsProps) {
  const [last, setLast] = useState<{ preset: ScopePreset; added: string[] } | null>(null);

  const take = (preset: ScopePreset) =>
    setLast({
      preset,
      added: scopes.add(preset.scopes.filter((scope) => takesOfflineAccess || scope !== OFFLINE_ACCESS)),
    });
  const takeBack = (added: string[]) => {
    scopes.remove(added);
    setLast(null);
  };

  return (
    <section aria-labelledby="presets-title">
      <h2 id="presets-title" className="font-semibold">
        What the account must do
      </h2>
      <p className="text-sm text-ink-2">
        A usual set to start from. Every scope can be ticked and unticked below.
      </p>
      <ul className="mt-2 flex flex-wrap gap-2">
        {presets.map((preset) => (
          <li key={preset.id}>
            <Button variant="small" onClick={() => take(preset)}>
              {preset.title}
            </Button>
          </li>
        ))}
      </ul>
      <div role="status" className="mt-2 text-sm">
        {last && (
          <p>
            {addedWords(last.added.length)} {last.preset.sentence}{' '}
            <span className="text-ink-2">
              {last.preset.certainty === 'inferred' ? 'Inferred: ' : 'From: '}
              {last.preset.source}.
            </span>{' '}
            {last.added.length > 0 && (
              <Button variant="text" onClick={() => takeBack(last.added)}>
                Take them out again
              </Button>
            )}
          </p>
        )}
      </div>
    </section>
  );
}

const addedWords = (count: number) =>
  count === 0 ? 'All of them were chosen already.' : `${countWords(count)} added.`;
