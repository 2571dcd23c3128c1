'use client';

import { type ApiAnswer, callApi } from '@/components/wizard/call-api';

let asking: Promise<boolean> | null = null;

/**
 * A call of what needs a proof of the person that is not old: when the server asks for one, the dialog "Confirm that it is you"
 * opens, and after success the call is made once more. Cancelled, it returns the server's problem.
 */
export async function confirmed<T>(call: () => Promise<ApiAnswer<T>>): Promise<ApiAnswer<T>> {
  const answer = await call();
  if (answer.ok || answer.problem.code !== 'confirm_needed') return answer;
  return (await askToConfirm()) ? call() : answer;
}

/** The same as `callApi`. */
export function confirmedCall<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown) {
  return confirmed(() => callApi<T>(method, path, body));
}

/** The same for components, so that it reads like what it is there. */
export const useConfirmedCall = () => confirmedCall;

/** Loaded when it is needed; two presses share one dialog. */
function askToConfirm(): Promise<boolean> {
  asking ??= import('@/components/door/open-confirm-dialog')
    .then(({ openConfirmDialog }) => openConfirmDialog())
    .catch(() => false)
    .finally(() => {
      asking = null;
    });
  return asking;
}
