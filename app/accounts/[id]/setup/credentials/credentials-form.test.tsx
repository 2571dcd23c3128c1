// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { failureOf } from '@/app/accounts/[id]/failure-of';
import { CredentialsForm } from './credentials-form';

const router = { push: vi.fn(), refresh: vi.fn() };
vi.mock('next/navigation', () => ({
  useRouter: () => router,
  usePathname: () => '/accounts/a-1/setup/credentials',
}));

const ID = 'a1'.repeat(16);
const SECRET = 'c3'.repeat(32);

type Props = Parameters<typeof CredentialsForm>[0];
const account: Props['account'] = {
  id: 'a-1',
  version: 3,
  label: 'Supplier sync',
  instanceUrl: 'https://acme-test.coupahost.com',
  grantType: 'client_credentials',
  clientProof: 'shared_secret',
  clientId: '',
  redirectUri: 'https://wizard.acme.example/api/oauth/callback/a-1',
  hasClientSecret: false,
  clientSecretLength: null,
  finishedSteps: ['client', 'grant-type', 'scopes'],
  isTokenCurrent: false,
};
const saved: Props['account'] = {
  ...account,
  version: 4,
  clientId: ID,
  hasClientSecret: true,
  clientSecretLength: 64,
  finishedSteps: ['client', 'grant-type', 'scopes', 'credentials'],
};
const page = (parts: Partial<Props> = {}) => (
  <CredentialsForm
    account={account}
    failure={null}
    ledBackBecause={null}
    leaving={null}
    aside={null}
    {...parts}
  />
);

let asked: { path: string; method?: string; body: unknown }[];
/** Answers by the end of the path; what is not named fails the test by its absence. */
let answers: Record<string, () => Response>;

beforeEach(() => {
  asked = [];
  answers = {
    credentials: () => Response.json({ next: '/accounts/a-1/setup/credentials', version: 4 }),
    authorize: () => Response.json({ location: '/accounts/a-1/setup/result' }),
  };
  router.push.mockClear();
  router.refresh.mockClear();
  vi.stubGlobal('fetch', async (path: string, { method, body }: RequestInit) => {
    asked.push({ path, method, body: body ? JSON.parse(String(body)) : null });
    return answers[path.split('/').at(-1) ?? '']?.();
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);
const type = (label: string, value: string) => fireEvent.change(field(label), { target: { value } });
const press = (name: string) => act(async () => screen.getByRole('button', { name }).click());
const summary = () => screen.getByRole('alert').textContent;

it('tells both missing fields at once, with the focus on the summary, and sends nothing', async () => {
  render(page());
  await press('Authorize');
  expect(summary()).toBe('There is a problemEnter the Client IDEnter the Client secret');
  expect(document.activeElement).toBe(screen.getByRole('alert'));
  expect(asked).toEqual([]);
});

it('saves and authorizes by one press, and goes where the server says', async () => {
  render(page());
  type('Client ID', ` ${ID}\n`);
  type('Client secret', SECRET);
  await press('Authorize');
  expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'PUT /api/accounts/a-1/credentials',
    'POST /api/accounts/a-1/authorize',
  ]);
  expect(asked[0]?.body).toEqual({ version: 3, step: { clientId: ID, clientSecret: SECRET } });
  expect(router.push).toHaveBeenCalledWith('/accounts/a-1/setup/result');
});

it('does not save again what has not changed', async () => {
  render(page({ account: saved }));
  expect(screen.queryByLabelText('Client secret')).toBeNull();
  await press('Authorize');
  expect(asked.map(({ path }) => path)).toEqual(['/api/accounts/a-1/authorize']);
});

it('keeps the Client ID after a rejection, empties the secret, and gives the field the words of the summary', async () => {
  const rejected = { code: 'invalid_client', title: 'Coupa rejected it', detail: '', retryable: false };
  answers.authorize = () => Response.json(rejected, { status: 422 });
  const { rerender } = render(page());
  type('Client ID', ID);
  type('Client secret', SECRET.slice(1));
  await press('Authorize');
  expect(router.refresh).toHaveBeenCalled();
  const problem = { code: 'invalid_client' as const, facts: {}, at: '2026-02-02T14:18:03.000Z' };
  const failure = failureOf({ ...account, problem, quarantine: null, upkeep: null });
  rerender(page({ account: { ...saved, clientSecretLength: 63 }, failure }));
  expect(field('Client ID').value).toBe(ID);
  expect(field('Client secret').value).toBe('');
  expect(field('Client secret').getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByText(/The rejected one had 63/)).toBeDefined();
  expect(screen.getByRole('heading', { name: 'What happened' })).toBeDefined();
});

it('says what our own server refused, though nothing is kept with the account', async () => {
  answers.authorize = () =>
    Response.json(
      { code: 'not_signed_in', title: 'You are signed out', detail: 'Sign in again.' },
      { status: 401 },
    );
  render(page({ account: saved }));
  await press('Authorize');
  expect(summary()).toBe('There is a problemYou are signed outSign in again.');
  expect(screen.getByRole('button', { name: 'Authorize' }).getAttribute('aria-disabled')).toBeNull();
});

it('takes the line break out of a pasted secret and says so', () => {
  render(page());
  const input = field('Client secret');
  const isLeftToBrowser = fireEvent.paste(input, { clipboardData: { getData: () => `${SECRET}\r\n` } });
  expect(isLeftToBrowser).toBe(false);
  expect(input.value).toBe(SECRET);
  expect(screen.getByText('64 characters. A line break at the end was removed.')).toBeDefined();
});

it('leaves without a request while nothing was typed, and saves what was', async () => {
  const { unmount } = render(page());
  await press('Save and leave');
  expect(asked).toEqual([]);
  expect(router.push).toHaveBeenCalledWith('/accounts');
  unmount();
  render(page({ account: saved }));
  type('Client ID', 'b2'.repeat(16));
  await press('Save and leave');
  expect(summary()).toContain('Enter the Client secret of this Client ID');
  expect(asked).toEqual([]);
});
