import type { Store } from '@/lib/db/store';
import { issueWelcomeToken } from '@/lib/door/welcome';

/** The line that every start prints: the one-time link until somebody exists, then the address. */
export async function openLine(store: Store, appUrl: string, now: Date): Promise<string> {
  const token = await issueWelcomeToken(store, now);
  return token === null ? `Open ${appUrl}` : `Open ${appUrl}/welcome?token=${token}`;
}
