import { editDistance } from '@/lib/coupa/edit-distance';
import type { ScopeSuggestion } from '@/lib/coupa/suggest-scope';

/** They say who signed in, or ask for a refresh token; the only scopes without a service and a right. */
export const IDENTITY_SCOPES = ['openid', 'profile', 'email', 'login', 'offline_access'] as const;

/** "offline-access", "open_id", "emial". */
export function suggestIdentity(written: string, known: readonly string[]): ScopeSuggestion | null {
  const plain = written.replace(/[-_]/g, '');
  const scope = IDENTITY_SCOPES.find(
    (name) => known.includes(name) && editDistance(plain, name.replace('_', '')) <= (name.length > 6 ? 2 : 1),
  );
  return scope ? { scope, reason: `Coupa spells it ${scope}.` } : null;
}
