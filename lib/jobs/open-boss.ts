import type { ConstructorOptions, PgBoss } from 'pg-boss';
import type { Driver } from '@/lib/db/database';
import { POOL_LIMITS } from '@/lib/db/pool-config';
import { embeddedConnection } from '@/lib/jobs/embedded-connection';
import { QUEUE_NAMES, QUEUES } from '@/lib/jobs/queues';
import { quietly } from '@/lib/jobs/quietly';

/** After this a job whose process died is given to another one. */
const EXPIRE_SECONDS = 900;

export interface BossSettings {
  driver: Driver;
  /** False in a process that only asks for runs. */
  isWorking: boolean;
  /** Throws while nothing may be written. */
  requireRoom(): void;
}

/**
 * pg-boss on the store's own database, in its schema `pgboss`, with our queues. The schema is made or brought up to date under
 * pg-boss's own advisory lock, so replicas that start together make it once; a role that may only change rows opens one that is
 * up to date. Time comes from the clock of engine.ts, so pg-boss's own scheduler, flows and statistics stay off: an idle
 * process asks the database for little.
 */
export async function openBoss({ driver, isWorking, requireRoom }: BossSettings): Promise<PgBoss> {
  // A fifth of a second to load, which no start should wait for.
  const { PgBoss } = await import('pg-boss');
  const boss = new PgBoss({ ...connectionOf(driver, requireRoom), ...housekeeping(isWorking) });
  const report = quietly('jobs_engine_trouble');
  boss.on('error', report);
  boss.on('warning', ({ message }) => report(new Error(message)));
  try {
    await boss.start();
    for (const queue of QUEUE_NAMES) {
      const { keepSeconds, retries } = QUEUES[queue];
      const kept = {
        deleteAfterSeconds: keepSeconds,
        retryLimit: retries,
        retryBackoff: true,
        retryDelay: 60,
      };
      await boss.createQueue(queue, {
        policy: 'short',
        notify: true,
        expireInSeconds: EXPIRE_SECONDS,
        ...kept,
      });
    }
    return boss;
  } catch (error) {
    await boss.stop({ graceful: false }).catch(report);
    throw error;
  }
}

const connectionOf = (driver: Driver, requireRoom: () => void): ConstructorOptions =>
  'pglite' in driver
    ? { backend: 'pglite', db: embeddedConnection(driver.pglite, requireRoom) }
    : ({ ...driver.pool, max: POOL_LIMITS.jobConnections } as ConstructorOptions);

/** The registry of instances says how many processes share the work, see engine.ts. */
const housekeeping = (isWorking: boolean): ConstructorOptions => ({
  schedule: false,
  supervise: isWorking,
  registerInstance: isWorking,
  instanceHeartbeatSeconds: 60,
  useListenNotify: isWorking,
  superviseIntervalSeconds: 300,
  monitorIntervalSeconds: 300,
  maintenanceIntervalSeconds: 3600,
  flowIntervalSeconds: 86_400,
  bamIntervalSeconds: 3600,
  queueCacheIntervalSeconds: 3600,
  monitorVacuum: false,
  reindex: false,
});
