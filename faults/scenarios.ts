import type { Ground } from './ground.ts';
import { killFirstHalf, killOnPostgres, killSecondHalf } from './scenarios/f01-killed.ts';
import { loseAnswers } from './scenarios/f02-lost-answers.ts';
import { databaseAway } from './scenarios/f03-database-away.ts';
import { awayForHours } from './scenarios/f05-away.ts';
import { rateLimits } from './scenarios/f06-limits.ts';
import { herd } from './scenarios/f07-herd.ts';
import { manyCallers, replicas } from './scenarios/f08-replicas.ts';
import { slowHolders } from './scenarios/f10-slow-holders.ts';
import { jumpingClocks } from './scenarios/f11-clocks.ts';
import { glitches, noGrants, oddLifetimes } from './scenarios/f12-odd-answers.ts';
import { rotateKeys } from './scenarios/f15-keys.ts';
import { changeSecret, deleteMeanwhile, tamper } from './scenarios/f17-single-accounts.ts';
import { restoreOldDatabase } from './scenarios/f18-old-backup.ts';
import { refuseJournal, refuseWrites } from './scenarios/f21-refusing-disks.ts';
import { slowNetworks } from './scenarios/f24-slow-networks.ts';
import { soakEmbedded, soakOnPostgres } from './scenarios/f25-soak.ts';

export interface Scenario {
  /** Of `upkeep.md` §3. */
  id: string;
  what: string;
  run(ground: Ground): Promise<void>;
  /** Not part of the short form. */
  isLong?: boolean;
}

/** The longest ones first: two lanes take them in turn. */
export const SCENARIOS: Scenario[] = [
  { id: 'F1', what: 'killed at the first points, embedded database', run: killFirstHalf, isLong: true },
  { id: 'F1', what: 'killed at each point, PostgreSQL', run: killOnPostgres },
  { id: 'F1', what: 'killed at the last points, embedded database', run: killSecondHalf, isLong: true },
  { id: 'F2', what: 'answers lost after the token was spent', run: loseAnswers },
  { id: 'F3', what: 'database or journal refuses what came', run: refuseWrites },
  { id: 'F3', what: 'PostgreSQL read-only or gone', run: databaseAway },
  { id: 'F5', what: 'provider away for hours', run: awayForHours, isLong: true },
  { id: 'F6', what: '429 in every form', run: rateLimits },
  { id: 'F7', what: 'a herd of overdue tokens', run: herd },
  { id: 'F8', what: 'two and four processes on one PostgreSQL', run: replicas },
  { id: 'F8', what: '2 × 50 callers, provider slower than a naive lease', run: manyCallers },
  { id: 'F10', what: 'a slow holder past its lease', run: slowHolders },
  { id: 'F11', what: 'clocks that jump', run: jumpingClocks, isLong: true },
  { id: 'F12', what: 'lifetimes that cannot be meant', run: oddLifetimes },
  { id: 'F13', what: '200 without a grant', run: noGrants },
  { id: 'F14', what: 'a glitch of invalid_grant', run: glitches },
  { id: 'F15', what: 'key rotation under load, with kills', run: rotateKeys },
  { id: 'F17', what: 'a row that was tampered with', run: tamper },
  { id: 'F18', what: 'a database of two days ago put back', run: restoreOldDatabase, isLong: true },
  { id: 'F21', what: 'journal full or read-only', run: refuseJournal },
  { id: 'F22', what: 'client secret changed at the provider', run: changeSecret },
  { id: 'F23', what: 'deleted while its request is out', run: deleteMeanwhile },
  { id: 'F24', what: 'networks that are slow or break', run: slowNetworks },
  { id: 'F25', what: 'soak, embedded database', run: soakEmbedded, isLong: true },
  { id: 'F25', what: 'soak, PostgreSQL', run: soakOnPostgres, isLong: true },
];
