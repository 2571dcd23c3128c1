import { getAccount } from '@/lib/accounts/data';
import { stepPath } from '@/lib/accounts/steps';
import { completeAuthorization } from '@/lib/authorize/complete';
import { currentPerson } from '@/lib/door/current-person';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { requestContext } from '@/lib/http/context';
import { accountParams } from '@/lib/http/guard';
import { open } from '@/lib/http/open';
import { hintJob } from '@/lib/jobs/hint-job';
import { log } from '@/lib/log';

/**
 * Where Coupa sends the browser back to. Whatever happens, the answer is a 303 to a page without the code in its address;
 * what went wrong is kept with the account, or named by its code where the answer belongs to no journey of ours.
 */
export const GET = open(
  { rate: 'callback', params: accountParams, readsItself: ['query'], fromElsewhere: true },
  async ({ request, params: { id } }) => {
    const person = await currentPerson();
    if (!person) return seeOther(`/sign-in?to=${encodeURIComponent(stepPath(id, 'credentials'))}`);
    if (person.role === 'viewer') return seeOther('/accounts');
    try {
      const { search } = new URL(request.url);
      await completeAuthorization(await requestContext(), person, id, search);
      await hintJob('alerts');
      return seeOther(stepPath(id, 'result'));
    } catch (error) {
      return seeOther(await placeAfter(error, id));
    }
  },
);

async function placeAfter(error: unknown, id: string): Promise<string> {
  const code = error instanceof AppError ? error.code : 'internal';
  if (code === 'internal')
    log.error('callback_failed', { name: error instanceof Error ? error.name : typeof error });
  if (code === 'state_used' && (await isConnected(id))) return stepPath(id, 'result');
  return `${stepPath(id, 'credentials')}?problem=${code}`;
}

/** A reload or the back button after success: the token is there, so nothing is wrong. */
async function isConnected(id: string): Promise<boolean> {
  const { store, appUrl, clock } = await requestContext();
  return (await getAccount(store, id, appUrl, clock.now())).isTokenCurrent;
}

const seeOther = (path: string) =>
  new Response(null, {
    status: 303,
    headers: { Location: `${env().appUrl}${path}`, 'Cache-Control': 'no-store' },
  });
