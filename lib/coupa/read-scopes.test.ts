import { describe, expect, it } from 'vitest';
import { readScopes } from '@/lib/coupa/read-scopes';
import { KNOWN_SCOPE_NAMES } from '@/lib/coupa/scopes';

const read = (text: string) => readScopes(text, KNOWN_SCOPE_NAMES).entries;
const names = (text: string) => read(text).map(({ scope }) => scope);

const INVOICE = 'core.invoice.read';
const ITEM = 'core.item.read';
const USER = 'core.user.read';

describe('scopes are found in whatever was pasted', () => {
  it.each([
    ['blanks', `${INVOICE} ${ITEM}  ${USER}`],
    ['commas, as on the client’s page', `OIDC scopes\t${INVOICE}, ${ITEM}, ${USER}`],
    ['lines of a Windows file', `${INVOICE}\r\n${ITEM}\r\n\r\n${USER}\r\n`],
    ['semicolons and bars', `${INVOICE};${ITEM}|${USER}`],
    ['quotes and brackets', `["${INVOICE}", '${ITEM}', “${USER}”]`],
    ['bullets, numbers and ticks', `- ${INVOICE}\n2. \`${ITEM}\`\n[x] ${USER}`],
    ['a name in front', `scope=${INVOICE} ${ITEM} ${USER}`],
    ['a heading', `Scopes:\n${INVOICE}\n${ITEM}\n${USER}\nclient_id: 42`],
    ['a request body', `grant_type=client_credentials&scope=${INVOICE}+${ITEM}%20${USER}&client_id=42`],
    [
      'an authorization URL',
      `https://acme.coupahost.com/oauth2/authorizations/new?scope=${INVOICE}%20${ITEM}%20${USER}&state=a.b.read`,
    ],
    [
      'a curl command',
      `curl -d grant_type=x --data-urlencode 'scope=${INVOICE} ${ITEM} ${USER}' -d client_id=1`,
    ],
    ['JSON', `{"scope": "${INVOICE} ${ITEM}", "also": ["${USER}"]}`],
    ['a JSON list', `{"scopes": ["${INVOICE}", "${ITEM}", "${USER}"], "grant_type": "client_credentials"}`],
    ['another case and dots at the end', `Core.Invoice.READ. ${ITEM}. ${USER}.`],
    ['stray blanks inside names', `core. invoice.read core.item .read ${USER}`],
    ['glued together', `${INVOICE}${ITEM}${USER}`],
    ['with explanations', `${INVOICE} - Read invoices\n${ITEM}\tRead items\n${USER} (users, and more)`],
    ['invisible characters', `\ufeff${INVOICE}\u200b ${ITEM}\u00a0${USER}`],
    ['repeated', `${INVOICE} ${ITEM} ${INVOICE.toUpperCase()} ${USER} ${ITEM}`],
  ])('%s', (_, text) => {
    expect(names(text)).toEqual([INVOICE, ITEM, USER]);
    expect(read(text).map(({ state }) => state)).toEqual(['known', 'known', 'known']);
  });

  it('identity scopes glued to each other and to others', () => {
    expect(names('openidprofile core.user.readoffline_access')).toEqual([
      'openid',
      'profile',
      USER,
      'offline_access',
    ]);
  });

  it('nothing from nothing', () => {
    expect(['', '  ,;\n', '1. 2. 3.', '- \n* '].map(read)).toEqual([[], [], [], []]);
  });

  it('says whether there were commas', () => {
    expect(readScopes(`${INVOICE}, ${ITEM}`, KNOWN_SCOPE_NAMES).hadCommas).toBe(true);
    expect(readScopes(`${INVOICE}%2C${ITEM}`, KNOWN_SCOPE_NAMES).hadCommas).toBe(true);
    expect(readScopes(`${INVOICE} ${ITEM}`, KNOWN_SCOPE_NAMES).hadCommas).toBe(false);
  });

  it('keeps what was written beside what was understood', () => {
    expect(read('"Core.Invoice.Read",')).toEqual([
      { written: 'Core.Invoice.Read', state: 'known', scope: INVOICE, suggestion: null, reason: null },
    ]);
  });
});

describe('did you mean', () => {
  it.each([
    // Wrong names printed in vendors' documents.
    ['core.suppliers.read', 'core.supplier.read'],
    ['core.contracts.read', 'core.contract.read'],
    ['core.contracts.write', 'core.contract.write'],
    ['core.easyform_response.read', 'core.easy_form_response.read'],
    ['core.inventory.receiveing.read', 'core.inventory.receiving.read'],
    ['core.receiving.read', 'core.inventory.receiving.read'],
    ['core.receiving.write', 'core.inventory.receiving.write'],
    ['core.inventory.read', 'core.inventory.common.read'],
    ['core.payables.expenses.write', 'core.payables.expense.write'],
    ['core.sourcing_information_sites.read', 'core.supplier_information_sites.read'],
    ['core.supplier_information_site.write', 'core.supplier_information_sites.write'],
    ['treasury.caash_management.write', 'treasury.cash_management.write'],
    ['core.account_type.read', 'core.accounting.read'],
    ['core.budget_line.write', 'core.budget.write'],
    ['core.task.read', 'core.project.read'],
    // The API that owns an object.
    ['core.tax_code.read', 'core.common.read'],
    ['core.payment_terms.write', 'core.common.write'],
    ['core.tax_registrations.read', 'core.invoice.read'],
    ['core.remit_to_addresses.read', 'core.supplier.read'],
    ['core.purchase_order_lines.read', 'core.purchase_order.read'],
    // Other spellings.
    ['core.invoice.raed', 'core.invoice.read'],
    ['core.invoice.view', 'core.invoice.read'],
    ['core.invoice.update', 'core.invoice.write'],
    ['core.purchase-order.read', 'core.purchase_order.read'],
    ['core-purchase-order-read', 'core.purchase_order.read'],
    ['invoice.read', 'core.invoice.read'],
    ['offline-access', 'offline_access'],
    ['open_id', 'openid'],
    ['emial', 'email'],
  ])('%s → %s', (written, suggestion) => {
    expect(read(written)).toMatchObject([{ state: 'misspelt', scope: written, suggestion }]);
    expect(read(written)[0]?.reason).toContain(suggestion);
  });

  it('says why for an object that another API owns', () => {
    expect(read('core.tax_code.read')[0]?.reason).toBe(
      'A scope is named after the API that owns an object; for “tax code” that is core.common.read.',
    );
  });

  it('does not follow the owner for deleting, which does something else there', () => {
    expect(read('core.tax_registrations.delete')).toMatchObject([{ state: 'unknown', suggestion: null }]);
  });

  it('never leads from reading to changing, nor from one way of changing to another', () => {
    const right = (scope: string) => scope.split('.').at(-1);
    const wrong = KNOWN_SCOPE_NAMES.filter((name) => name.includes('.')).flatMap((name) => {
      const front = name.slice(0, name.lastIndexOf('.'));
      return ['read', 'write', 'create', 'delete', 'bypass'].map((each) => `${front}s.${each}`);
    });
    const crossing = read(wrong.join(' ')).filter(
      ({ scope, suggestion }) => suggestion && right(suggestion) !== right(scope),
    );
    expect(crossing).toEqual([]);
  });
});

describe('what is not in the list', () => {
  it('is kept when it has the form of a scope', () => {
    expect(read('core.unheard_of.read')).toEqual([
      {
        written: 'core.unheard_of.read',
        state: 'unknown',
        scope: 'core.unheard_of.read',
        suggestion: null,
        reason: 'Not in our list of 200; your instance may have it.',
      },
    ]);
    expect(read('core.supplier.create')[0]?.reason).toContain('For core.supplier the list has read, write.');
  });

  it.each([
    ['core.invoice', 'The right is missing at the end, as in core.invoice.read.'],
    ['invoices', 'A scope has the form service.object.right, as in core.invoice.read.'],
    ['core..read', 'Two dots in a row, or one at the edge.'],
    ['core.*', 'Coupa knows no placeholders: each scope is named and ticked by itself.'],
    ['core.§§§§.read', 'A scope has only letters, digits, underscores and dots, as in core.invoice.read.'],
    [`core.${'x'.repeat(120)}.read`, 'Longer than 120 characters, so no scope.'],
  ])('%s is malformed', (written, reason) => {
    expect(read(written)).toMatchObject([{ state: 'malformed', suggestion: null, reason }]);
  });
});

it('reads 64 kB of anything within a second of computing', () => {
  const nonsense = [
    'core.some_thing.read '.repeat(3000),
    Array.from({ length: 3000 }, (_, n) => `core.thing_${n}.read`).join(' '),
    'scope='.repeat(10_000),
    'a.'.repeat(32_000),
    ' .'.repeat(32_000),
    'core.invoice.read'.repeat(3800),
    `${'scopes: '.repeat(4000)}"${'x'.repeat(32_000)}`,
  ];
  for (const text of nonsense) {
    const before = process.cpuUsage();
    read(text);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(1000);
  }
});
