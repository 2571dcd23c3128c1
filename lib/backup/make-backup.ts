import { recordEventAlone } from '@/lib/audit/record';
import { flush } from '@/lib/backup/mutations';
import type { Store } from '@/lib/db/store';
import type { Actor } from '@/lib/door/person';
import { AppError } from '@/lib/errors';
import { inFlight } from '@/lib/upkeep/in-flight';

export interface Backup {
  fileName: string;
  /** A tar archive, packed by gzip, of the embedded database. The key file and the journal are not in it. */
  content: Blob;
}

/**
 * The embedded database as one file, as it is at one moment: the files are read while no statement runs. Its own line of the
 * audit log is written first, so the back-up tells when it was made. While the archive is packed it is in memory.
 * @param by null when it was asked for on the machine
 * @throws AppError backup_elsewhere with a PostgreSQL server
 */
export const makeBackup = (store: Store, by: Actor | null, now: Date): Promise<Backup> =>
  inFlight('backup', by?.id ?? 'machine', () => make(store, by, now));

async function make(store: Store, by: Actor | null, now: Date): Promise<Backup> {
  if (!('pglite' in store.driver)) throw new AppError('backup_elsewhere');
  await recordEventAlone(store, { kind: 'backup_made', by, at: now });
  await flush(store.db);
  const content = await store.driver.pglite.dumpDataDir('gzip');
  return { fileName: fileNameAt(now), content };
}

const fileNameAt = (now: Date) =>
  `coupa-account-wizard-${now.toISOString().slice(0, 19).replaceAll(':', '')}Z.tar.gz`;
