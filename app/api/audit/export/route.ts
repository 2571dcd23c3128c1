import { eventWords } from '@/app/settings/audit/event-words';
import { auditFilter } from '@/lib/audit/audit-filter';
import { exportLines } from '@/lib/audit/export-lines';
import { recordEventAlone } from '@/lib/audit/record';
import { requestContext } from '@/lib/http/context';
import { guarded } from '@/lib/http/guard';
import { log } from '@/lib/log';

/** The filtered lines as a file. It holds names and addresses, so the log says who took it. */
export const GET = guarded({ role: 'owner', query: auditFilter }, async ({ person, query: filter }) => {
  const { store, clock } = await requestContext();
  const asked = Object.entries(filter).map(([name, value]) => `${name} ${value}`);
  const facts = { ...(asked.length > 0 && { filter: asked.join(', ') }) };
  await recordEventAlone(store, { kind: 'audit_exported', by: person, facts });
  const pieces = exportLines(store, filter, ({ kind, facts: known, subject }) => {
    const { event, evidence } = eventWords(kind, known, subject);
    return evidence ? `${event}. ${evidence}` : event;
  });
  return new Response(toStream(pieces), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="audit-log-${clock.now().toISOString().slice(0, 10)}.csv"`,
      'Cache-Control': 'no-store',
    },
  });
});

/** Asks for the next piece when the reader has taken the last; a failure cuts the file off, so that nobody takes it for whole. */
function toStream(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { value, done } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      } catch (error) {
        log.error('audit_export_failed', { error: error instanceof Error ? error : null });
        controller.error(error);
      }
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
