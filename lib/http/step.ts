import { z } from 'zod';
import { getAccount } from '@/lib/accounts/data';
import { stepPath } from '@/lib/accounts/steps';
import type { AuthorizeContext } from '@/lib/authorize/begin';
import { jsonResponse } from '@/lib/http/json';

/** What a step's form sends: its values, and the version of the account that it was opened with. */
export const stepBody = <Step extends z.ZodType>(step: Step) =>
  z.strictObject({ version: z.int().min(1), step });

/** The server alone says which step is next. */
export async function nextStepResponse(
  { store, appUrl, clock }: AuthorizeContext,
  accountId: string,
): Promise<Response> {
  const { nextStep, version } = await getAccount(store, accountId, appUrl, clock.now());
  return jsonResponse({ next: stepPath(accountId, nextStep), version });
}
