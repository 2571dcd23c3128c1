import type { AccountView } from '@/lib/accounts/view';

/** What a step's form needs of an account; the report and the token's claims stay on the server. */
export type StepAccount = Omit<AccountView, 'report' | 'token' | 'problem' | 'status' | 'upkeep'> & {
  hasToken: boolean;
};

export function toStepAccount(view: AccountView): StepAccount {
  const { report: _report, token, problem: _problem, status: _status, upkeep: _upkeep, ...account } = view;
  return { ...account, hasToken: token !== null };
}
