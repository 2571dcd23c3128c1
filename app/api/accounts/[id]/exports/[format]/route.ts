import { z } from 'zod';
import { getAccount } from '@/lib/accounts/data';
import { recordEventAlone } from '@/lib/audit/record';
import { AppError } from '@/lib/errors';
import { toExportAccount } from '@/lib/exports/export-account';
import { EXPORT_FORMATS } from '@/lib/exports/formats';
import { requestContext } from '@/lib/http/context';
import { guarded } from '@/lib/http/guard';

const params = z.object({ id: z.uuid(), format: z.enum(EXPORT_FORMATS.map(({ id }) => id)) });

/** A file without secrets. It names instance, client and scopes, so the history says who took it. */
export const GET = guarded(
  { role: 'viewer', params },
  async ({ person, params: { id, format: formatId } }) => {
    const { store, appUrl, clock } = await requestContext();
    const view = await getAccount(store, id, appUrl, clock.now());
    const format = EXPORT_FORMATS.find((each) => each.id === formatId);
    if (!format || view.deletedAt) throw new AppError('not_found');
    if (!view.finishedSteps.includes('credentials')) throw new AppError('step_not_ready');
    const account = toExportAccount(view);
    const fileName = format.fileName(account);
    if (!fileName) throw new AppError('not_found');
    await recordEventAlone(store, {
      accountId: id,
      by: person,
      kind: 'exported',
      facts: { format: formatId },
    });
    return new Response(format.render(account), {
      headers: {
        'Content-Type': format.contentType,
        'Content-Disposition': `attachment; filename="${fileName}"`,
        'Cache-Control': 'no-store',
      },
    });
  },
);
