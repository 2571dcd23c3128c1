// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { StepAccount } from '@/components/wizard/step-account';
import { SAMPLE_ACCOUNT } from '@/components/wizard/testing/sample-account';
import { compareRows } from './compare-rows';
import { GrantTypeForm } from './grant-type-form';

const router = { push: vi.fn(), refresh: vi.fn() };
vi.mock('next/navigation', () => ({ useRouter: () => router }));

const open = (parts: Partial<StepAccount> = {}) =>
  render(
    <GrantTypeForm account={{ ...SAMPLE_ACCOUNT, ...parts }} rows={compareRows()} ledBackBecause={null} />,
  );

let sent: { version: number; step: Record<string, unknown> }[];
/** What our API answers next. */
let answer: () => Response;
beforeEach(() => {
  sent = [];
  answer = () => Response.json({ next: '/accounts/a-1/setup/scopes', version: 3 });
  router.push.mockClear();
  vi.stubGlobal('fetch', async (_path: string, { body }: RequestInit) => {
    sent.push(JSON.parse(String(body)));
    return answer();
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const press = async (name: string) => act(async () => fireEvent.click(screen.getByRole('button', { name })));
const choose = (name: string) => fireEvent.click(screen.getByRole('radio', { name }));
const login = () => screen.getByLabelText<HTMLInputElement>('Login');
const drawn = () => screen.getByRole('complementary');

it('goes on at once with what is proposed', async () => {
  open();
  await press('Continue');
  expect(sent[0]?.step).toMatchObject({ grantType: 'client_credentials', login: 'supplier-sync-test-api' });
  expect(router.push).toHaveBeenCalledWith('/accounts/a-1/setup/scopes');
});

it('shades the chosen column, and shows the proof only under authorization code', () => {
  open();
  const heads = () => screen.getAllByRole('columnheader').map(({ textContent }) => textContent);
  expect(heads()[0]).toBe('Your choiceClient credentials');
  expect(screen.queryByRole('radio', { name: 'PKCE' })).toBeNull();
  choose('Authorization code');
  choose('PKCE');
  expect(heads()[2]).toBe('Your choiceAuthorization code, PKCE');
  expect(screen.getByText('offline_access belongs to it')).toBeDefined();
  expect(screen.getByLabelText<HTMLInputElement>('Redirect URI').value).toBe(SAMPLE_ACCOUNT.redirectUri);
});

it('proposes another Login each time, and the illustration takes it over', async () => {
  open();
  await press('Propose another');
  const second = login().value;
  await press('Propose another');
  expect(new Set(['supplier-sync-test-api', second, login().value]).size).toBe(3);
  expect(within(drawn()).getByText(login().value)).toBeDefined();
});

it('cannot choose authorization code for a SnapLogic Coupa OAuth2 Account, and says where to change that', () => {
  open({ accountType: 'snaplogic-oauth2' });
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Authorization code' }).disabled).toBe(true);
  expect(screen.getByRole('link', { name: 'change the account type' }).getAttribute('href')).toBe(
    '/accounts/a-1/setup/client',
  );
});

it('asks nothing for Coupa’s form when the client exists', () => {
  open({ clientSource: 'existing' });
  expect(screen.queryByLabelText('Login')).toBeNull();
  expect(within(drawn()).getByText(/Find your client in the list/)).toBeDefined();
});

it('keeps what was typed and says why when somebody else changed the account', async () => {
  open();
  answer = () =>
    Response.json(
      { code: 'changed_meanwhile', title: 'Somebody changed this account', detail: 'Load the page again.' },
      { status: 409 },
    );
  fireEvent.change(login(), { target: { value: 'my-own-login' } });
  await press('Continue');
  expect(screen.getByRole('alert').textContent).toContain('Somebody changed this account');
  expect(login().value).toBe('my-own-login');
  expect(router.push).not.toHaveBeenCalled();
});

it('says what another grant type undoes, and saves on the second press', async () => {
  open({ clientId: 'a1'.repeat(16), hasClientSecret: true });
  choose('Authorization code');
  await press('Continue');
  expect(screen.getByText(/Client ID and Client secret are cleared/)).toBeDefined();
  expect(sent).toEqual([]);
  await press('Continue');
  expect(sent[0]?.step).toMatchObject({ grantType: 'authorization_code' });
});
