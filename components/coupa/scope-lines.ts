import { compareScopes } from '@/lib/coupa/scope-order';

export type ScopeLine = { scope: string; isTicked: boolean } | { gap: true; key: string };

/** The wizard speaks of it under both grant types, so the reader should see whether to tick it. */
const ALWAYS_SHOWN = ['offline_access'];

/**
 * The check-box list as the reader meets it: ticked scopes with their neighbours of the same object, and gaps for the
 * rest. Neighbours come from the known list; a scope that is not in it is shown all the same.
 */
export function scopeLines(chosen: readonly string[], known: readonly string[]): ScopeLine[] {
  const ticked = new Set(chosen);
  const objects = new Set([...chosen.map(objectOf), ...ALWAYS_SHOWN]);
  const all = [...new Set([...known, ...chosen])].sort(compareScopes);
  const lines: ScopeLine[] = [];
  for (const scope of all) {
    if (objects.has(objectOf(scope))) {
      lines.push({ scope, isTicked: ticked.has(scope) });
    } else if (!isGap(lines.at(-1))) {
      lines.push({ gap: true, key: `before ${scope}` });
    }
  }
  return lines;
}

const isGap = (line: ScopeLine | undefined) => line !== undefined && 'gap' in line;

/** `core.invoice.approval.write` belongs to `core.invoice`. */
const objectOf = (scope: string) => scope.split('.').slice(0, 2).join('.');
