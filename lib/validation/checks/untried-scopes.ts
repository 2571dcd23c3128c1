import { asCode, listAsCode } from '@/lib/coupa/marked';
import type { Check } from '@/lib/validation/report';
import type { ScopePlan } from '@/lib/validation/scope-plan';
import { settledCheck } from '@/lib/validation/settled-check';

/** A write cannot be tried without changing something, so the scope in the token has to do. */
export const listWriteScopes = ({ writes }: ScopePlan, isGranted: boolean, at: Date): Check[] =>
  writes.map((scope) =>
    settledCheck('writes', at, {
      id: `write:${scope}`,
      title: `${asCode(scope)} ${isGranted ? 'granted' : 'requested'}, not tried`,
      state: 'not-tried',
      evidence: null,
    }),
  );

/** Read scopes for which no cheap read is known, and one line for the scopes that read nothing. */
export function listScopesWithoutRead({ withoutProbe, identity }: ScopePlan, at: Date): Check[] {
  const lines = withoutProbe.map((scope) =>
    settledCheck('reads', at, {
      id: `read:${scope}`,
      title: `${asCode(scope)} not tried`,
      state: 'not-tried',
      evidence: 'No cheap read is known',
    }),
  );
  if (identity.length === 0) return lines;
  const identityLine = settledCheck('reads', at, {
    id: 'identity-scopes',
    title: `${listAsCode(identity)}: nothing to read`,
    state: 'not-tried',
    evidence: 'These say who signs in and for how long; they open no records',
  });
  return [...lines, identityLine];
}
