import type { BrowserContext } from '@playwright/test';
import { appOrigin } from './walk.ts';

export interface Effort {
  clicks: number;
  /** Different fields that something was typed or pasted into. */
  typed: Set<string>;
}

/** Counts what a person really does on the wizard's own pages: trusted pointer presses, and fields typed into. */
export async function countEffort(context: BrowserContext): Promise<Effort> {
  const effort: Effort = { clicks: 0, typed: new Set() };
  await context.exposeBinding('countEffort', (_source, kind: string, field: string) => {
    if (kind === 'click') effort.clicks += 1;
    else effort.typed.add(field);
  });
  await context.addInitScript(watchEffort, appOrigin());
  return effort;
}

/** Runs in every page before anything of it. */
function watchEffort(origin: string) {
  if (location.origin !== origin) return;
  const count = (kind: string, field: string) =>
    (globalThis as unknown as { countEffort(kind: string, field: string): void }).countEffort(kind, field);
  addEventListener('pointerdown', (event) => event.isTrusted && count('click', ''), true);
  addEventListener(
    'input',
    ({ isTrusted, target }) => {
      const field = target as HTMLInputElement;
      if (isTrusted && !['checkbox', 'radio'].includes(field.type))
        count('typed', location.pathname + field.name);
    },
    true,
  );
}
