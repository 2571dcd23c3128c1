import { requestContext } from '@/lib/http/context';
import { guarded } from '@/lib/http/guard';
import { readMetrics } from '@/lib/ops/read-metrics';
import packageJson from '@/package.json';

/** What is counted, as Prometheus reads it. Whoever is signed in may look; a scraper has a key for exactly this. */
export const GET = guarded({ role: 'viewer', apiKey: 'metrics:read' }, async () => {
  const { store, clock, journalDirectory } = await requestContext();
  const { version } = packageJson;
  const text = await readMetrics({ store, journalDirectory, version }, clock.now());
  return new Response(text, {
    headers: { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8', 'Cache-Control': 'no-store' },
  });
});
