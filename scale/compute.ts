import type { RowBytes } from './measure-rows.ts';

/** What the page rests on besides measured bytes. Whoever knows better figures for a place changes them here and runs `npm run scale`. */
export const ASSUMED = {
  /** Renewed 17.6 to 20 hours after a token came, evenly: see lib/tokens/due.ts. */
  hoursBetweenRenewals: 18.8,
  /** Hours that are left of a token when it is due, the least and the most. */
  slackHours: { least: 4, most: 6.4 },
  /** The random part of the due time: accounts made at one moment are renewed over so many hours. */
  spreadHours: 2.4,
  /** How long an instance takes to answer a token request. */
  latencyMs: 250,
  /** Renewals at once in one process, see lib/upkeep/renew-due.ts. */
  atOnce: 8,
  /** Requests a second to one instance from all processes, see lib/upkeep/host-limits.ts. */
  perInstancePerSecond: 20,
  accountsPerInstance: 5,
  outageHours: 6,
  /** After an outage everything that is overdue shall be renewed within. */
  catchUpMinutes: 60,
  /** Longest wait between two tries, and longest pause of an instance: nothing is caught up before. */
  leastCatchUpMinutes: 5,
  auditDays: 730,
  /** Lines that a renewal and a read a day leave: one each renewal. */
  linesPerRenewal: 1,
  /** Row versions that wait for vacuum, and pages that are not full. */
  room: 1.3,
  /** Processor time of the service for a renewal, measured on PostgreSQL on a machine that was busy with other work. */
  cpuMsPerRenewal: 7,
  /** Renewals a second that one audit chain can carry: each holds its head for two statements and a commit. An estimate. */
  chainPerSecond: 300,
} as const;

export interface Computed {
  accounts: number;
  renewalsPerSecond: number;
  /** Mean and four standard deviations of a Poisson process. */
  busiestMinutePerSecond: number;
  /** When all accounts were made within an hour, on their first day. */
  herdPerSecond: number;
  perInstancePerHour: number;
  processes: number;
  processesToCatchUp: number;
  backlog: number;
  ended: number;
  minutesToCatchUp: number;
  cores: number;
  chainShare: number;
  gigabytes: { accounts: number; audit: number };
}

export function compute(accounts: number, bytes: RowBytes, assumed = ASSUMED): Computed {
  const { hoursBetweenRenewals, outageHours, slackHours, spreadHours } = assumed;
  const renewalsPerSecond = accounts / (hoursBetweenRenewals * 3600);
  const perMinute = renewalsPerSecond * 60;
  const busiestMinutePerSecond = (perMinute + 4 * Math.sqrt(perMinute)) / 60;
  const perProcess = (assumed.atOnce * 1000) / assumed.latencyMs;
  const backlog = (accounts * outageHours) / hoursBetweenRenewals;
  const processes = Math.max(1, Math.ceil(busiestMinutePerSecond / perProcess));
  const needed = backlog / (assumed.catchUpMinutes * 60) + renewalsPerSecond;
  const processesToCatchUp = Math.max(1, Math.ceil(needed / perProcess));
  const minutes = backlog / (processesToCatchUp * perProcess - renewalsPerSecond) / 60;
  const linesPerDay = (24 / hoursBetweenRenewals) * assumed.linesPerRenewal;
  const row = bytes.accounts + bytes.tokens + bytes.upkeep + bytes.reports;
  return {
    accounts,
    renewalsPerSecond,
    busiestMinutePerSecond,
    herdPerSecond: accounts / (spreadHours * 3600),
    perInstancePerHour: assumed.accountsPerInstance / hoursBetweenRenewals,
    processes,
    processesToCatchUp,
    backlog,
    ended: (accounts * hoursLost(outageHours, slackHours)) / hoursBetweenRenewals,
    minutesToCatchUp: Math.max(minutes, assumed.leastCatchUpMinutes),
    cores: (renewalsPerSecond * assumed.cpuMsPerRenewal) / 1000,
    chainShare: renewalsPerSecond / assumed.chainPerSecond,
    gigabytes: {
      accounts: (accounts * row * assumed.room) / 1e9,
      audit: (accounts * bytes.events * linesPerDay * assumed.auditDays) / 1e9,
    },
  };
}

/** Mean over all due times of how much longer than what is left of its token an account waits that is due when the outage begins. */
function hoursLost(outage: number, { least, most }: { least: number; most: number }): number {
  const reached = Math.min(Math.max(outage, least), most);
  return ((reached - least) * (outage - (least + reached) / 2)) / (most - least);
}
