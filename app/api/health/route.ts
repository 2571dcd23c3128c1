import { sql } from 'drizzle-orm';
import { requireRoomToWrite } from '@/lib/db/disk-room';
import { storageError } from '@/lib/db/storage-error';
import { getStore } from '@/lib/db/store';
import { jsonResponse } from '@/lib/http/json';
import { open } from '@/lib/http/open';

/** 200 while the database answers; 503 with the codes of what is wrong. Asked by machines, so it needs nobody signed in. */
export const GET = open({}, async () => {
  try {
    const { db } = await getStore();
    await db.execute(sql`select 1`);
    requireRoomToWrite();
    return jsonResponse({ status: 'ok' });
  } catch (error) {
    return jsonResponse({ status: 'unavailable', reasons: [storageError(error).code] }, 503);
  }
});
