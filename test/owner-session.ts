import { randomBytes } from 'node:crypto';
import type { AppProcess } from './app-process.ts';

export interface OwnerSession {
  cookie: string;
  /** Made up for this run. */
  password: string;
  /** Calls the API as our own page would: with Origin, cookie and JSON. */
  call(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Response>;
}

const OWNER = { firstName: 'Ines', lastName: 'Okafor', email: 'ines.okafor@acme.example' };

/** Makes the first owner over HTTP from the console's one-time link and signs in, for tests and benches without a browser. */
export async function makeOwnerSession(app: AppProcess): Promise<OwnerSession> {
  const password = `made-up-${randomBytes(9).toString('base64url')}`;
  const token = new URL(app.welcomeUrl()).searchParams.get('token');
  await expectStatus(
    await send(app.origin, 'POST', '/api/welcome', '', { token, owner: { ...OWNER, password } }),
    201,
  );
  return signIn(app.origin, OWNER.email, password);
}

/** Signs somebody in who is there. */
export async function signIn(origin: string, email: string, password: string): Promise<OwnerSession> {
  const csrf = await fetch(`${origin}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const answer = await fetch(`${origin}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      Origin: origin,
      Cookie: cookiesOf(csrf),
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ csrfToken, email, password, json: 'true' }),
  });
  await expectStatus(answer, 200);
  const cookie = cookiesOf(answer);
  return { cookie, password, call: (method, path, body) => send(origin, method, path, cookie, body) };
}

function send(origin: string, method: string, path: string, cookie: string, body?: unknown) {
  return fetch(origin + path, {
    method,
    redirect: 'manual',
    headers: { Origin: origin, Cookie: cookie, 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');

async function expectStatus(answer: Response, status: number) {
  if (answer.status !== status) throw new Error(`${answer.url}: ${answer.status} ${await answer.text()}`);
}
