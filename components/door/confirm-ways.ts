/** How this person can prove that it is them, as `GET /api/me/confirm` answers. */
export interface ConfirmWays {
  hasPassword: boolean;
  hasTotp: boolean;
  hasRecoveryCodes: boolean;
  hasPasskey: boolean;
  /** Where somebody who signs in with the company account only goes to do it again. */
  company: { name: string; href: string } | null;
}

export async function loadConfirmWays(): Promise<ConfirmWays | null> {
  try {
    const answer = await fetch('/api/me/confirm');
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
