import type { Problem } from '@/lib/http/problem';

export type ApiAnswer<T> = { ok: true; data: T } | { ok: false; problem: Problem };

/** Calls our own JSON API. What goes wrong comes back as a problem with words, never as an exception. */
export async function callApi<T>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<ApiAnswer<T>> {
  try {
    const answer = await fetch(path, {
      method,
      headers: { 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const data = await answer.json();
    return answer.ok ? { ok: true, data } : { ok: false, problem: data };
  } catch {
    return { ok: false, problem: unreachable };
  }
}

/** The same for a file: it comes with the name that the server gave it. */
export async function callForFile(path: string): Promise<ApiAnswer<{ name: string; content: Blob }>> {
  try {
    const answer = await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' } });
    if (!answer.ok) return { ok: false, problem: await answer.json() };
    const [, name = 'file'] =
      /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '') ?? [];
    return { ok: true, data: { name, content: await answer.blob() } };
  } catch {
    return { ok: false, problem: unreachable };
  }
}

/** Our own server did not answer: a restart, a lost network. What was typed is still on the page. */
const unreachable: Problem = {
  type: 'about:blank',
  status: 0,
  code: 'internal',
  title: 'This service did not answer',
  detail: 'Nothing was saved and nothing was sent to Coupa. Check your network, then try again.',
  retryable: true,
};
