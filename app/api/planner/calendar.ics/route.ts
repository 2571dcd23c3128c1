import { requestContext } from '@/lib/http/context';
import { guarded } from '@/lib/http/guard';
import { CALENDAR_FILE } from '@/lib/planner/calendar-file';
import { listSignIns } from '@/lib/planner/data';
import { toCalendar } from '@/lib/planner/to-calendar';

/** The days by which somebody signs in to Coupa again, of all accounts in use, as one calendar. */
export const GET = guarded({ role: 'viewer' }, async () => {
  const { store, appUrl, clock } = await requestContext();
  return new Response(toCalendar(await listSignIns(store, null), { appUrl, now: clock.now() }), {
    headers: {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': `attachment; filename="${CALENDAR_FILE}"`,
      'Cache-Control': 'no-store',
    },
  });
});
