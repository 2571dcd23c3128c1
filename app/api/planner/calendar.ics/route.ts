import { requestContext } from '@/lib/http/context';
import { fileResponse } from '@/lib/http/file-response';
import { guarded } from '@/lib/http/guard';
import { CALENDAR_FILE, CALENDAR_TYPE } from '@/lib/planner/calendar-file';
import { listSignIns } from '@/lib/planner/data';
import { toCalendar } from '@/lib/planner/to-calendar';

/** The days by which somebody signs in to Coupa again, of all accounts in use, as one calendar. */
export const GET = guarded({ role: 'viewer' }, async () => {
  const { store, appUrl, clock } = await requestContext();
  const calendar = toCalendar(await listSignIns(store, null), { appUrl, now: clock.now() });
  return fileResponse(new Blob([calendar]), { fileName: CALENDAR_FILE, contentType: CALENDAR_TYPE });
});
