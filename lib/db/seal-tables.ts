import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from '@/lib/db/columns';

/** A sealed known value: tells a wrong key ring from a tampered row before anything is written. */
export const sealCanaries = pgTable('seal_canaries', {
  keyId: text('key_id').primaryKey(),
  sealed: text('sealed').notNull(),
  /** Since when the key is known here; null for one from before this was kept. */
  createdAt: instant('created_at'),
});

/** Random secrets of this installation, sealed like everything else: they outlive any key of the ring. `root` is what purposes' keys are derived from. */
export const sealedSecrets = pgTable('sealed_secrets', {
  name: text('name').primaryKey(),
  sealed: text('sealed').notNull(),
  version: integer('version').notNull(),
});
