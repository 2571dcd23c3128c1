import type { Ground } from './ground.ts';
import { killFirstHalf, killOnPostgres, killSecondHalf } from './scenarios/f01-killed.ts';
import { loseAnswers } from './scenarios/f02-lost-answers.ts';
import { rateLimits } from './scenarios/f06-limits.ts';
import { glitches, noGrants, oddLifetimes } from './scenarios/f12-odd-answers.ts';
import { changeSecret, deleteMeanwhile, tamper } from './scenarios/f17-single-accounts.ts';
import { refuseJournal, refuseWrites } from './scenarios/f21-refusing-disks.ts';
import { slowNetworks } from './scenarios/f24-slow-networks.ts';

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
  { id: 'F1', what: 'killed at the first points, embedded database', run: killFirstHalf },
  { id: 'F1', what: 'killed at the last points, embedded database', run: killSecondHalf },
  { id: 'F1', what: 'killed at each point, PostgreSQL', run: killOnPostgres, isLong: true },
  { id: 'F2', what: 'answers lost after the token was spent', run: loseAnswers },
  { id: 'F3', what: 'database or journal refuses what came', run: refuseWrites },
  { id: 'F6', what: '429 in every form', run: rateLimits },
  { id: 'F12', what: 'lifetimes that cannot be meant', run: oddLifetimes },
  { id: 'F13', what: '200 without a grant', run: noGrants },
  { id: 'F14', what: 'a glitch of invalid_grant', run: glitches },
  { id: 'F17', what: 'a row that was tampered with', run: tamper },
  { id: 'F21', what: 'journal full or read-only', run: refuseJournal },
  { id: 'F22', what: 'client secret changed at the provider', run: changeSecret },
  { id: 'F23', what: 'deleted while its request is out', run: deleteMeanwhile },
  { id: 'F24', what: 'networks that are slow or break', run: slowNetworks },
];
