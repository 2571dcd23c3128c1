import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { processWide } from '@/lib/process-wide';

/**
 * What is counted, by name. No label names an account, a person or an instance: how many series there are never depends on
 * how many accounts there are. Which account it was stands in the log and on the page.
 */
export type Meters = ReturnType<typeof makeMeters>;

/** One registry a process, because a production build gives every route its own copy of this module. */
export const meters = (): Meters => processWide('meters', makeMeters);

const PREFIX = 'coupa_wizard_';
/** An answer of a token endpoint takes some tenths of a second, and a request ends at its deadline of ten seconds. */
const SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 45];

function makeMeters() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
    new Counter({ name: PREFIX + name, help, labelNames, registers });
  const gauge = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Gauge({ name: PREFIX + name, help, labelNames, registers });
  return {
    registry,
    renewals: counter('renewals_total', 'Renewals by how they ended.', ['outcome']),
    renewalSeconds: new Histogram({
      name: `${PREFIX}renewal_duration_seconds`,
      help: 'How long a renewal took, request and storing included.',
      buckets: SECONDS,
      registers,
    }),
    tokenRequests: counter('token_requests_total', 'Requests to token endpoints by grant and outcome.', [
      'grant',
      'outcome',
    ]),
    deliveries: counter('alert_deliveries_total', 'Tries to deliver an alert by channel and outcome.', [
      'channel',
      'outcome',
    ]),
    httpRequests: counter('http_requests_total', 'Requests answered by route, method and status.', [
      'route',
      'method',
      'status',
    ]),
    httpSeconds: counter('http_request_seconds_total', 'Seconds spent on answering, by route.', ['route']),
    accounts: gauge('accounts', 'Accounts by state of their upkeep.', ['state']),
    overdue: gauge('renewals_overdue', 'Accounts whose next try was due more than a minute ago.'),
    oldestOverdue: gauge('renewals_overdue_oldest_seconds', 'For how long the oldest of them has been due.'),
    journalWaiting: gauge(
      'journal_entries_open',
      'Requests of the journal that are on their way or whose answer the database has not.',
    ),
    deliveriesWaiting: gauge('alert_deliveries', 'Alerts that wait to be delivered, or were given up.', [
      'status',
    ]),
    lastRound: gauge(
      'renewal_round_last_timestamp_seconds',
      'When this process last looked for due renewals; 0 when it never did.',
    ),
    connections: gauge('database_connections', 'Connections of the pool to PostgreSQL.', ['state']),
    build: gauge('build_info', 'Always 1; what runs.', ['version', 'node', 'database']),
  };
}
