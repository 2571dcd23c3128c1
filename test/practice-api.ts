/** The practice Coupa's interface for tests and training: clients and faults without its portal. */

export interface PracticeClient {
  id: number;
  clientId: string;
  clientSecret: string;
  name: string;
  scopes: string[];
}

interface Draft {
  grantType?: 'client_credentials' | 'authorization_code';
  clientProof?: 'shared_secret' | 'pkce';
  redirectUris?: string[];
  scopes: readonly string[];
  active?: boolean;
}

let made = 0;

/** Makes a client with whatever the form would ask for. */
export function createPracticeClient(practiceOrigin: string, draft: Draft): Promise<PracticeClient> {
  made += 1;
  const unique = `${process.pid}-${made}`;
  return send(practiceOrigin, 'POST', '/practice/clients', {
    name: `Client ${unique}`,
    ...(draft.grantType !== 'authorization_code' && {
      login: `client-${unique}`,
      contactFirstName: 'Ines',
      contactLastName: 'Okafor',
      contactEmail: 'ines.okafor@acme.example',
    }),
    ...draft,
  });
}

export const changePracticeClient = (
  practiceOrigin: string,
  { id }: PracticeClient,
  change: Partial<Draft>,
): Promise<PracticeClient> => send(practiceOrigin, 'PATCH', `/practice/clients/${id}`, change);

export const regenerateSecret = (practiceOrigin: string, { id }: PracticeClient): Promise<PracticeClient> =>
  send(practiceOrigin, 'POST', `/practice/clients/${id}/regenerate`, {});

/** Switches named faults on or off; see practice/faults.ts. */
export const setFaults = (practiceOrigin: string, faults: Record<string, boolean>): Promise<unknown> =>
  send(practiceOrigin, 'PUT', '/practice/faults', faults);

async function send<T>(origin: string, method: string, path: string, body: unknown): Promise<T> {
  const answer = await fetch(origin + path, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}
