const MINUTE = 60;
const DAY = 86_400;

interface Schedule {
  /** Runs once in each of these spans of the clock, however many processes share the work. */
  everySeconds: number;
  /** How long a finished job stays: longer than the span, because it is what says that this span had its run. */
  keepSeconds: number;
  /** Tries after the first one, within the span. */
  retries: number;
}

const eachMinute: Schedule = { everySeconds: MINUTE, keepSeconds: 10 * MINUTE, retries: 0 };
const eachDay: Schedule = { everySeconds: DAY, keepSeconds: 3 * DAY, retries: 5 };

/** What runs by itself. A job only says that it is time to look; what there is to do stands in the rows. */
export const QUEUES = {
  renewals: eachMinute,
  probes: eachMinute,
  alerts: eachMinute,
  deliveries: eachMinute,
  reminders: eachDay,
  'clean-up': eachDay,
} as const satisfies Record<string, Schedule>;

export type QueueName = keyof typeof QUEUES;
export const QUEUE_NAMES = Object.keys(QUEUES) as QueueName[];
