import { describe, expect, it } from 'vitest';
import { proposeLabel, proposeLogin, proposeName } from '@/lib/coupa/login';

describe('proposeLogin', () => {
  it.each([
    ['AP invoices to ledger', 'acme-test.coupahost.com', 0, 'ap-invoices-ledger-test-api'],
    ['AP invoices to ledger', 'acme-test.coupahost.com', 1, 'ap-invoices-ledger-acme-test-api'],
    ['AP invoices to ledger', 'acme.coupahost.com', 0, 'ap-invoices-ledger-api'],
    ['AP invoices to ledger', 'acme.coupahost.com', 2, 'ap-invoices-ledger-acme-2-api'],
    ['Ärger & Straße, Łódź', 'acme.coupahost.com', 0, 'arger-strasse-lodz-api'],
    ['Supplier API test', 'acme-test.coupahost.com', 0, 'supplier-test-api'],
    ['仕入先', 'acme.coupahost.com', 0, 'coupa-api'],
    ['Suppliers', 'localhost:4000', 0, 'suppliers-practice-api'],
    ['Suppliers', 'acme.coupacloud.com', 0, 'suppliers-demo-api'],
  ])('%s on %s, attempt %i', (label, host, attempt, login) => {
    expect(proposeLogin(label, host, attempt)).toBe(login);
  });

  it.each(['x'.repeat(300), 'many words '.repeat(30), '!!!', ''])(
    'is always short, plain and different by attempt: %j',
    (label) => {
      const logins = Array.from({ length: 30 }, (_, attempt) =>
        proposeLogin(label, `${'long-name-'.repeat(5)}test.coupahost.com`, attempt),
      );
      for (const login of logins) expect(login).toMatch(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])$/);
      expect(new Set(logins).size).toBe(logins.length);
    },
  );
});

describe('proposeName', () => {
  it.each([
    ['AP invoices to ledger', 'https://acme-test.coupahost.com', 'AP invoices to ledger (test)'],
    ['AP invoices to ledger', 'acme-test.coupahost.com', 'AP invoices to ledger (test)'],
    ['AP invoices to ledger', 'https://acme.coupahost.com', 'AP invoices to ledger'],
    ['Supplier test', 'https://acme-test.coupahost.com', 'Supplier test'],
    ['Suppliers', 'http://localhost:4000', 'Suppliers (practice)'],
  ])('%s on %s', (label, instance, name) => {
    expect(proposeName(label, instance)).toBe(name);
  });
});

it('proposes a label', () => {
  expect(proposeLabel('snaplogic-oauth2', 'acme-test.coupahost.com')).toBe('Coupa acme-test in SnapLogic');
  expect(proposeLabel('other', 'localhost:4000')).toBe('Coupa practice');
});
