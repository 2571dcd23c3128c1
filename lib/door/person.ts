/** owner: people, keys, settings. editor: accounts. viewer: looks, and sees no secret. */
export const ROLES = ['owner', 'editor', 'viewer'] as const;
export type Role = (typeof ROLES)[number];
export type SignInMethod = 'password' | 'passkey' | 'company';
/** `second_factor`: the password was right, a code or passkey is missing. The others wait for a passkey. */
export type CeremonyKind = 'second_factor' | 'passkey_sign_in' | 'passkey_registration' | 'confirmation';
/** What somebody leaves for the company's sign-in for. */
export type VisitPurpose = 'sign_in' | 'welcome' | 'invitation' | 'link' | 'confirm';

/** Who is asking, as read on this very request: a person by the session row, or a key for automation on behalf of its maker. */
export interface Person {
  id: string;
  email: string;
  firstName: string;
  lastName: string;
  role: Role;
  /** Identifies the session (hash of its secret); transactions are bound to it. For a key it is no session's. */
  sessionIdHash: string;
  /** The session's name in lists; null for a key. */
  sessionId: string | null;
  /** When this session last proved who it is. */
  confirmedAt: Date;
  /** A second factor is demanded here and this session has none: it may only set one up. */
  needsSecondFactor: boolean;
  /** Network address of this request. */
  address: string;
  /** `accountIds`: those that the key is good for; null for all. */
  apiKey: { id: string; name: string; accountIds: string[] | null } | null;
}

/** What the audit log keeps of who asked. */
export type Actor = Pick<Person, 'id' | 'address'> & { apiKey: { id: string } | null };
