// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ClientForm } from './client-form';

const router = { push: vi.fn(), refresh: vi.fn() };
vi.mock('next/navigation', () => ({ useRouter: () => router }));

const PRACTICE = 'http://localhost:4000';
let sent: { path: string; body: unknown }[];

beforeEach(() => {
  sent = [];
  router.push.mockClear();
  vi.stubGlobal('fetch', async (path: string, { body }: RequestInit) => {
    sent.push({ path, body: JSON.parse(String(body)) });
    return Response.json({ id: 'a-1', next: '/accounts/a-1/setup/grant-type' });
  });
  render(
    <ClientForm
      account={null}
      extraHosts={['localhost:4000']}
      practiceOrigin={PRACTICE}
      ledBackBecause={null}
      prerequisites={null}
    />,
  );
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const label = () => screen.getByLabelText<HTMLInputElement>('Label');
const url = () => screen.getByLabelText<HTMLInputElement>('Instance URL');
const type = (field: HTMLInputElement, value: string) => fireEvent.change(field, { target: { value } });
const press = async (name: string) => act(async () => fireEvent.click(screen.getByRole('button', { name })));

it('says how an address was read when the field is left, not while typing', () => {
  type(url(), ' "https://acme-test.coupahost.com/session/new" ');
  expect(screen.queryByText(/Understood as/)).toBeNull();
  fireEvent.blur(url());
  const words = screen.getByText(/Understood as/).textContent;
  expect(words).toContain('https://acme-test.coupahost.com. Customer instance');
  expect(words).toContain('the name contains “-test”, so probably not production');
  expect(words).toContain('Left out: /session/new');
  expect(screen.getByRole('link', { name: /Open the clients page/ }).getAttribute('href')).toBe(
    'https://acme-test.coupahost.com/oauth2/clients',
  );
});

it('waits for a press elsewhere to end before words move the page', async () => {
  vi.useFakeTimers();
  type(url(), 'acme.coupahost.com');
  fireEvent.pointerDown(document.body);
  fireEvent.blur(url());
  expect(screen.queryByText(/Understood as/)).toBeNull();
  fireEvent.pointerUp(document.body);
  await act(async () => vi.runAllTimers());
  expect(screen.getByText(/Understood as/)).toBeDefined();
});

it('proposes a label, follows the account type, and leaves a typed one alone', () => {
  type(url(), 'acme-test.coupahost.com');
  fireEvent.blur(url());
  expect(label().value).toBe('Coupa acme-test in SnapLogic');
  fireEvent.click(screen.getByRole('radio', { name: 'Other consumer' }));
  expect(label().value).toBe('Coupa acme-test');
  type(label(), 'Ours');
  fireEvent.click(screen.getByRole('radio', { name: 'SnapLogic Coupa OAuth2 Account' }));
  expect(label().value).toBe('Ours');
});

it('takes the practice Coupa by one press and makes the account by the second', async () => {
  await press('Use the practice Coupa');
  await press('Continue');
  expect(sent).toEqual([
    {
      path: '/api/accounts',
      body: {
        accountType: 'snaplogic-oauth2',
        label: 'Coupa practice in SnapLogic',
        instanceUrl: PRACTICE,
        clientSource: 'new',
      },
    },
  ]);
  expect(router.push).toHaveBeenCalledWith('/accounts/a-1/setup/grant-type');
});

it('says what is wrong on Continue, keeps what was typed, and forgets it once the practice Coupa is taken', async () => {
  type(url(), 'https://acme.coupahost.com.evil.example');
  await press('Continue');
  const summary = screen.getByRole('alert');
  expect(summary.textContent).toContain('belongs to evil.example, not to Coupa');
  expect(document.activeElement).toBe(summary);
  expect(document.title.startsWith('Error: ')).toBe(true);
  expect(url().value).toBe('https://acme.coupahost.com.evil.example');
  expect(sent).toEqual([]);
  await press('Use the practice Coupa');
  expect(screen.queryByRole('alert')).toBeNull();
});

it('leaves without a request while nothing was entered', async () => {
  await press('Save and leave');
  expect(sent).toEqual([]);
  expect(router.push).toHaveBeenCalledWith('/accounts');
});
