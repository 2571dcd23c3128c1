export type Role = 'owner' | 'editor' | 'viewer';

/** Who is signed in, as read from the session row on this very request. */
export interface Person {
  id: string;
  email: string;
  firstName: string;
  lastName: string;
  role: Role;
  /** Identifies the session (hash of its secret); transactions are bound to it. */
  sessionIdHash: string;
}
