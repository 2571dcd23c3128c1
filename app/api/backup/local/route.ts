import { z } from 'zod';
import { takeRequest } from '@/lib/backup/backup-request';
import { makeBackup } from '@/lib/backup/make-backup';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { requestContext } from '@/lib/http/context';
import { fileResponse } from '@/lib/http/file-response';
import { open } from '@/lib/http/open';

const body = z.strictObject({ proof: z.string().max(100) });

/** For `npm run backup` on this machine: whoever can write into the data directory has left a proof there that is good once. */
export const POST = open({ fromElsewhere: true, rate: 'door', body }, async ({ body: { proof } }) => {
  if (!takeRequest(env().dataDir, proof)) throw new AppError('not_found');
  const { store, clock } = await requestContext();
  const { content, fileName } = await makeBackup(store, null, clock.now());
  return fileResponse(content, { fileName, contentType: 'application/gzip' });
});
