// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { toCatalogueRow } from '@/app/accounts/[id]/setup/scopes/catalogue-row';
import type { StepAccount } from '@/components/wizard/step-account';
import { SAMPLE_ACCOUNT } from '@/components/wizard/testing/sample-account';
import { SCOPE_PRESETS } from '@/lib/coupa/scope-presets';
import { KNOWN_SCOPES } from '@/lib/coupa/scopes';
import { ScopesForm } from './scopes-form';

const router = { push: vi.fn(), refresh: vi.fn() };
vi.mock('next/navigation', () => ({ useRouter: () => router }));

const account: StepAccount = {
  ...SAMPLE_ACCOUNT,
  version: 3,
  finishedSteps: ['client', 'grant-type'],
  nextStep: 'scopes',
};

/** Names are computed for every box by role queries, so most tests do with a few. */
const FEW = [
  ...['core.common.read', 'core.invoice.read', 'core.invoice.write', 'core.purchase_order.read'],
  ...['core.supplier.read', 'core.user.read', 'offline_access', 'openid'],
];
const few = KNOWN_SCOPES.filter(({ scope }) => FEW.includes(scope));

const open = (parts: Partial<StepAccount> = {}, scopes = few) =>
  render(
    <ScopesForm
      account={{ ...account, ...parts }}
      catalogue={scopes.map(toCatalogueRow)}
      presets={SCOPE_PRESETS}
      ledBackBecause={null}
    />,
  );

let sent: unknown[];
beforeEach(() => {
  sent = [];
  router.push.mockClear();
  vi.stubGlobal('fetch', async (_path: string, { body }: RequestInit) => {
    sent.push(JSON.parse(String(body)));
    return Response.json({ next: '/accounts/a-1/setup/credentials', version: 4 });
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const boxes = () => [...document.querySelectorAll<HTMLInputElement>('#scopes input[type=checkbox]')];
const box = (scope: string) => {
  const found = boxes().find(({ id }) => id === `scope-${scope}`);
  if (!found) throw new Error(`no box for ${scope}`);
  return found;
};
const press = async (name: string | RegExp) =>
  act(async () => fireEvent.click(screen.getByRole('button', { name })));
const paste = (text: string) => {
  const field = screen.getByLabelText('Paste scopes');
  fireEvent.change(field, { target: { value: text } });
  fireEvent.blur(field);
};

it('has a box for each known scope, and opens permissions only when asked', () => {
  open({}, [...KNOWN_SCOPES]);
  expect(boxes()).toHaveLength(KNOWN_SCOPES.length);
  expect(box('core.invoice.read').labels?.[0]?.textContent).toBe('core.invoice.read');
  expect(screen.queryByText('API/Invoices: Index')).toBeNull();
  const details = box('core.invoice.read').closest('div')?.querySelector('details');
  if (!details) throw new Error('no disclosure');
  details.open = true;
  fireEvent(details, new Event('toggle'));
  expect(screen.getByText('API/Invoices: Index')).toBeDefined();
});

it('finds scopes by the object behind them, and Enter in the search sends nothing', async () => {
  open();
  const search = screen.getByLabelText('Search scopes');
  fireEvent.change(search, { target: { value: 'tax codes' } });
  expect(boxes()[0]?.id).toBe('scope-core.common.read');
  expect(fireEvent.keyDown(search, { key: 'Enter' })).toBe(false);
  fireEvent.change(search, { target: { value: 'zzzz' } });
  expect(boxes()).toEqual([]);
  expect(screen.getByText(/No known scope matches/)).toBeDefined();
});

it('keeps rows where they are while ticking, and puts a usual set on top', async () => {
  open();
  const before = boxes().map(({ id }) => id);
  fireEvent.click(box('core.supplier.read'));
  expect(boxes().map(({ id }) => id)).toEqual(before);
  await press('First connection');
  expect(
    boxes()
      .slice(0, 3)
      .map(({ id }) => id),
  ).toEqual(['scope-core.common.read', 'scope-core.supplier.read', 'scope-offline_access']);
  expect(screen.getByText('core.common.read core.supplier.read')).toBeDefined();
  await press('Take them out again');
  expect(box('core.common.read').checked).toBe(false);
  expect(box('core.supplier.read').checked).toBe(true);
});

it('sends what was chosen, in the order of Coupa’s form', async () => {
  open();
  fireEvent.click(box('core.supplier.read'));
  fireEvent.click(box('core.common.read'));
  await press('Continue');
  expect(sent).toEqual([
    { version: 3, step: { scopeSource: 'chosen', scopes: ['core.common.read', 'core.supplier.read'] } },
  ]);
  expect(router.push).toHaveBeenCalledWith('/accounts/a-1/setup/credentials');
});

it('wants at least one, and the error goes with the first choice', async () => {
  open();
  await press('Continue');
  const summary = screen.getByRole('alert');
  expect(summary.textContent).toContain('Choose at least one scope');
  expect(document.activeElement).toBe(summary);
  expect(sent).toEqual([]);
  fireEvent.click(box('core.common.read'));
  expect(screen.queryByRole('alert')).toBeNull();
});

it('takes known and unlisted scopes from a paste at once, and asks about a misspelt one', async () => {
  open();
  paste('core.invoice.read, core.suppliers.read\ncore.brand_new.read');
  expect(box('core.invoice.read').checked).toBe(true);
  expect(box('core.brand_new.read').checked).toBe(true);
  expect(box('core.supplier.read').checked).toBe(false);

  await press('Continue');
  expect(screen.getByRole('alert').textContent).toContain('Decide about core.suppliers.read');
  expect(sent).toEqual([]);

  await press(/^Replace it/);
  expect(box('core.supplier.read').checked).toBe(true);
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.getByLabelText<HTMLTextAreaElement>('Paste scopes').value).toBe(
    'core.invoice.read, core.supplier.read\ncore.brand_new.read',
  );
});

it('keeps a misspelt scope as written when told so, and forgets one that is taken out', async () => {
  open();
  paste('core.suppliers.read');
  await press('Take it out');
  paste('core.invoicess.read');
  await press('Keep it as written');
  expect(screen.queryByText(/is not a Coupa scope/)).toBeNull();
  await press('Continue');
  expect(sent).toEqual([{ version: 3, step: { scopeSource: 'chosen', scopes: ['core.invoicess.read'] } }]);
});

it('does not bring back what was unticked after the paste', () => {
  open();
  paste('core.invoice.read');
  fireEvent.click(box('core.invoice.read'));
  fireEvent.blur(screen.getByLabelText('Paste scopes'));
  expect(box('core.invoice.read').checked).toBe(false);
});

it('reads a paste that was never left before it sends', async () => {
  open();
  fireEvent.change(screen.getByLabelText('Paste scopes'), { target: { value: 'scope=core.user.read' } });
  await press('Continue');
  expect(sent).toEqual([{ version: 3, step: { scopeSource: 'chosen', scopes: ['core.user.read'] } }]);
});

it('chooses offline_access by the rule of the grant type, until there is a choice', () => {
  open({ grantType: 'authorization_code' });
  expect(box('offline_access').checked).toBe(true);
  cleanup();
  open({
    grantType: 'authorization_code',
    scopes: ['core.user.read'],
    finishedSteps: ['client', 'grant-type', 'scopes'],
  });
  expect(box('offline_access').checked).toBe(false);
});

it('lets the token of an existing client tell, without a list', async () => {
  open({ clientSource: 'existing', scopeSource: 'from_token', grantType: 'authorization_code' });
  expect(boxes()).toEqual([]);
  await press('Continue');
  expect(sent).toEqual([{ version: 3, step: { scopeSource: 'from_token', scopes: [] } }]);
});

it('says what other scopes undo before it saves them', async () => {
  open({ scopes: ['core.user.read'], hasToken: true, finishedSteps: ['client', 'grant-type', 'scopes'] });
  fireEvent.click(box('core.common.read'));
  await press('Continue');
  expect(sent).toEqual([]);
  expect(screen.getByText(/You press Authorize again/)).toBeDefined();
  await press('Continue');
  expect(sent).toHaveLength(1);
});
