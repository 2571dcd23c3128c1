import { eq, sql } from 'drizzle-orm';
import { people, secretRotations } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';

/** What Coupa answered when it was asked about a secret, or what became of one that was in use. No secret is in it. */
export interface RotationProof {
  /** `undone`: it was in use and is not any more. */
  outcome: 'accepted' | 'refused' | 'unclear' | 'undone';
  /** `token`: a real token was given and thrown away. `contrast`: a made-up secret was refused and this one was not. */
  how?: 'token' | 'contrast';
  status?: number;
  /** The server's own code, or ours for an answer without one. */
  error?: string;
  /** Length of the secret that was asked about. */
  secretLength?: number;
  /** ISO 8601. */
  at: string;
  /** Of the account then: with other credentials it counts for nothing. */
  credentialsVersion: number;
}

export type RotationRow = Omit<typeof secretRotations.$inferSelect, 'proof'> & {
  proof: RotationProof | null;
  stagedByName: string | null;
};

/** The row of an account, sealed as it is; it stays when a change is over, so that no version is used twice. */
export async function loadRotation({ db }: Store, accountId: string): Promise<RotationRow | null> {
  const [found] = await db
    .select({
      row: secretRotations,
      stagedByName: sql<string | null>`${people.firstName} || ' ' || ${people.lastName}`,
    })
    .from(secretRotations)
    .leftJoin(people, eq(people.id, secretRotations.stagedBy))
    .where(eq(secretRotations.accountId, accountId));
  if (!found) return null;
  return {
    ...found.row,
    proof: found.row.proof as RotationProof | null,
    stagedByName: found.stagedByName,
  };
}
