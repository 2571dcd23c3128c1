/** How this person can prove that it is them, as `GET /api/me/confirm` answers. */
export interface ConfirmWays {
  hasPassword: boolean;
  hasTotp: boolean;
  hasRecoveryCodes: boolean;
  hasPasskey: boolean;
  /** For somebody who signs in with the company account only: they do it again. */
  company: { name: string } | null;
}

export async function loadConfirmWays(): Promise<ConfirmWays | null> {
  try {
    const answer = await fetch('/api/me/confirm');
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
