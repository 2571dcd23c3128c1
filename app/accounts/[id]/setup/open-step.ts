import { notFound, redirect } from 'next/navigation';
import { getAccount } from '@/lib/accounts/data';
import { isStepOpen, NOT_YET, STEPS, type StepName, stepPath } from '@/lib/accounts/steps';
import type { AccountView } from '@/lib/accounts/view';
import type { Person } from '@/lib/door/current-person';
import { requirePerson } from '@/lib/door/require-person';
import { AppError } from '@/lib/errors';
import { requestContext } from '@/lib/http/context';
import { accountParams } from '@/lib/http/guard';

export interface StepPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

interface OpenStep {
  account: AccountView;
  person: Person;
  /** One sentence when this page was reached because a later one is not ready. */
  ledBackBecause: string | null;
  /** Code of a problem that belongs to no journey of ours, from the callback. */
  problemCode: string | null;
}

/** Opens a step's page: a person, an account that is there, and the steps before it finished; else back with one sentence why. */
export async function openStep(step: StepName, { params, searchParams }: StepPageProps): Promise<OpenStep> {
  const person = await requirePerson('editor');
  const account = await findAccount((await params).id);
  const progress = {
    finishedForms: account.finishedSteps.filter((name) => name !== 'result').length,
    hasCurrentToken: account.isTokenCurrent,
  };
  if (!isStepOpen(step, progress)) redirect(`${stepPath(account.id, account.nextStep)}?after=${step}`);
  const { after, problem } = await searchParams;
  const refused = STEPS.find(({ name }) => name === after)?.name;
  return {
    account,
    person,
    ledBackBecause: refused ? NOT_YET[refused] : null,
    problemCode: typeof problem === 'string' ? problem : null,
  };
}

/** The account of an address; what cannot be one is simply not there. */
export async function findAccount(id: string): Promise<AccountView> {
  if (!accountParams.safeParse({ id }).success) notFound();
  const { store, appUrl, clock } = await requestContext();
  try {
    return await getAccount(store, id, appUrl, clock.now());
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound();
    throw error;
  }
}
