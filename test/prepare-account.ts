import type { AppProcess } from './app-process.ts';
import type { OwnerSession } from './owner-session.ts';
import { createPracticeClient, type PracticeClient } from './practice-api.ts';

type Step = 'client' | 'grant-type' | 'scopes' | 'credentials' | 'token' | 'report';

interface Wanted {
  label?: string;
  accountType?: 'snaplogic-oauth2' | 'snaplogic-dynamic' | 'other';
  grantType?: 'client_credentials' | 'authorization_code';
  clientProof?: 'shared_secret' | 'pkce';
  scopes?: readonly string[];
  /** Scopes of the client in Coupa when they differ. */
  clientScopes?: readonly string[];
  /** The last step to finish. */
  upTo: Step;
}

export interface PreparedAccount {
  id: string;
  client: PracticeClient | null;
}

type App = Pick<AppProcess, 'origin' | 'practiceOrigin'>;

/** Takes an account through the API to a step, against the practice Coupa, as the pages would. */
export async function prepareAccount(
  app: App,
  { call }: OwnerSession,
  wanted: Wanted,
): Promise<PreparedAccount> {
  const scopes = wanted.scopes ?? ['core.common.read', 'core.supplier.read'];
  const grantType = wanted.grantType ?? 'client_credentials';
  const clientProof = wanted.clientProof ?? 'shared_secret';
  const isDone = (step: Step) => STEPS.indexOf(step) <= STEPS.indexOf(wanted.upTo);
  const { id } = await read<{ id: string }>(
    call('POST', '/api/accounts', {
      accountType: wanted.accountType ?? 'other',
      label: wanted.label ?? 'Prepared account',
      instanceUrl: app.practiceOrigin,
      clientSource: 'new',
    }),
  );
  const put = async (step: string, values: unknown) => {
    const { version } = await read<{ version: number }>(call('GET', `/api/accounts/${id}`));
    await read(call('PUT', `/api/accounts/${id}/${step}`, { version, step: values }));
  };

  let client: PracticeClient | null = null;
  if (isDone('grant-type')) await put('grant-type', { ...CONTACT, grantType, clientProof });
  if (isDone('scopes')) await put('scopes', { scopeSource: 'chosen', scopes });
  if (isDone('credentials')) {
    const redirectUris =
      grantType === 'authorization_code' ? [`${app.origin}/api/oauth/callback/${id}`] : undefined;
    const draft = { grantType, scopes: wanted.clientScopes ?? scopes };
    client = await createPracticeClient(app.practiceOrigin, {
      ...draft,
      ...(redirectUris && { redirectUris, clientProof }),
    });
    await put('credentials', { clientId: client.clientId, clientSecret: client.clientSecret });
  }
  if (isDone('token')) await read(call('POST', `/api/accounts/${id}/authorize`));
  if (isDone('report')) await (await call('POST', `/api/accounts/${id}/validate`)).text();
  return { id, client };
}

const STEPS: Step[] = ['client', 'grant-type', 'scopes', 'credentials', 'token', 'report'];

const CONTACT = {
  name: 'Prepared client',
  login: 'prepared-client',
  contactFirstName: 'Ines',
  contactLastName: 'Okafor',
  contactEmail: 'ines.okafor@acme.example',
};

async function read<T>(asked: Promise<Response>): Promise<T> {
  const answer = await asked;
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}
