import { Client } from 'pg';
import type { AppProcess } from '../../test/app-process.ts';
import { makeOwnerSession, type OwnerSession, signIn } from '../../test/owner-session.ts';

export const SUBJECTS = [
  'nobody',
  'ended session',
  'viewer',
  'editor',
  'owner',
  'key status:read',
  'key token:read',
  'key accounts:manage',
  'key metrics:read',
] as const;
export type Subject = (typeof SUBJECTS)[number];

export interface Subjects {
  owner: OwnerSession;
  /** What each sends besides what our own page would. */
  headers: Record<Subject, Record<string, string>>;
}

/** One asker of each kind. Viewer and editor are put into the database beside the owner, with the owner's password. */
export async function makeSubjects(app: AppProcess, databaseUrl: string): Promise<Subjects> {
  const owner = await makeOwnerSession(app);
  await addPeople(databaseUrl);
  const cookieOf = async (role: string) => (await signIn(app.origin, emailOf(role), owner.password)).cookie;
  const leaver = await cookieOf('editor');
  await signOut(app.origin, leaver);
  const key = async (scope: string) => ({ Authorization: `Bearer ${await makeKey(owner, scope)}` });
  return {
    owner,
    headers: {
      nobody: {},
      'ended session': { Cookie: leaver },
      viewer: { Cookie: await cookieOf('viewer') },
      editor: { Cookie: await cookieOf('editor') },
      owner: { Cookie: owner.cookie },
      'key status:read': await key('status:read'),
      'key token:read': await key('token:read'),
      'key accounts:manage': await key('accounts:manage'),
      'key metrics:read': await key('metrics:read'),
    },
  };
}

const emailOf = (role: string) => `${role}@acme.example`;

async function addPeople(databaseUrl: string) {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  for (const role of ['viewer', 'editor'])
    await client.query(
      `insert into people (email, first_name, last_name, role, password_hash)
       select $1, 'Noa', 'Berg', $2, password_hash from people where role = 'owner' limit 1`,
      [emailOf(role), role],
    );
  await client.end();
}

/** Ends the session as the button does; its cookie is kept, as a thief would. */
async function signOut(origin: string, cookie: string) {
  const csrf = await fetch(`${origin}/api/auth/csrf`, { headers: { Cookie: cookie } });
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const csrfCookie = csrf.headers.getSetCookie().map((line) => line.split(';')[0]);
  const answer = await fetch(`${origin}/api/auth/signout`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      Origin: origin,
      Cookie: [cookie, ...csrfCookie].join('; '),
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ csrfToken, json: 'true' }),
  });
  if (answer.status !== 200) throw new Error(`signing out: ${answer.status} ${await answer.text()}`);
}

async function makeKey({ call }: OwnerSession, scope: string): Promise<string> {
  const expiresAt = new Date(Date.now() + 24 * 60 * 60_000).toISOString();
  const answer = await call('POST', '/api/api-keys', {
    name: `Key for ${scope}`,
    scopes: [scope],
    accountIds: null,
    expiresAt,
  });
  if (answer.status !== 201) throw new Error(`making a key: ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { key: string }).key;
}
