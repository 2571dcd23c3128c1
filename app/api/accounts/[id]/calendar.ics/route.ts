import { AppError } from '@/lib/errors';
import { requestContext } from '@/lib/http/context';
import { fileResponse } from '@/lib/http/file-response';
import { accountParams, guarded } from '@/lib/http/guard';
import { CALENDAR_FILE, CALENDAR_TYPE } from '@/lib/planner/calendar-file';
import { listSignIns } from '@/lib/planner/data';
import { toCalendar } from '@/lib/planner/to-calendar';

/** The day by which somebody signs in to Coupa again for one account. Without a refresh token there is none. */
export const GET = guarded({ role: 'viewer', params: accountParams }, async ({ params: { id } }) => {
  const { store, appUrl, clock } = await requestContext();
  const signIns = await listSignIns(store, id);
  if (signIns.length === 0) throw new AppError('not_found');
  const calendar = toCalendar(signIns, { appUrl, now: clock.now() });
  return fileResponse(new Blob([calendar]), { fileName: CALENDAR_FILE, contentType: CALENDAR_TYPE });
});
