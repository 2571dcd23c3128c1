import { makeBackup } from '@/lib/backup/make-backup';
import { requestContext } from '@/lib/http/context';
import { fileResponse } from '@/lib/http/file-response';
import { guarded } from '@/lib/http/guard';

/** The embedded database as a file. Everything that people entered is in it, so it takes an owner who has just proved to be one. */
export const POST = guarded({ role: 'owner', confirmed: true, rate: 'reveal' }, async ({ person }) => {
  const { store, clock } = await requestContext();
  const { content, fileName } = await makeBackup(store, person, clock.now());
  return fileResponse(content, { fileName, contentType: 'application/gzip' });
});
