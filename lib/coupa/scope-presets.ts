import type { Certainty } from '@/lib/coupa/rules';

export interface ScopePreset {
  id: string;
  title: string;
  /** What the account can do with it. */
  sentence: string;
  scopes: string[];
  source: string;
  certainty: Certainty;
}

const both = (...domains: string[]) =>
  domains.flatMap((domain) => [`core.${domain}.read`, `core.${domain}.write`]);
const read = (...domains: string[]) => domains.map((domain) => `core.${domain}.read`);

/** Ready-made choices: what other systems ask Coupa for, and two starting points of our own. */
export const SCOPE_PRESETS = [
  {
    id: 'first-connection',
    title: 'First connection',
    sentence: 'Reads departments and other shared set-up data, enough to prove that the account works.',
    scopes: read('common'),
    source: 'Workato’s minimum for a Coupa connection',
    certainty: 'several',
  },
  {
    id: 'procure-to-pay-read',
    title: 'Read procure to pay',
    sentence: 'Reads suppliers, requisitions, purchase orders, receipts, invoices and their accounts.',
    scopes: read(
      ...['accounting', 'common', 'inventory.receiving', 'invoice', 'purchase_order'],
      ...['requisition', 'supplier'],
    ),
    source: 'Our choice from the permissions behind each scope',
    certainty: 'inferred',
  },
  {
    id: 'invoices-in',
    title: 'Bring invoices in',
    sentence: 'Creates invoices and submits them, with the suppliers, orders and accounts to code them.',
    scopes: [
      ...read('accounting', 'common', 'contract', 'invoice', 'purchase_order', 'supplier'),
      'core.invoice.create',
      'core.invoice.write',
    ],
    source: 'Rossum’s Coupa integration',
    certainty: 'one',
  },
  {
    id: 'supplier-master',
    title: 'Keep suppliers in step',
    sentence: 'Reads, creates and changes suppliers, their sites and remit-to addresses.',
    scopes: [...read('common'), ...both('supplier', 'supplier_sites')],
    source: 'Our choice from the permissions behind each scope',
    certainty: 'inferred',
  },
  {
    id: 'user-provisioning',
    title: 'Provision users',
    sentence: 'Creates and changes users and their groups.',
    scopes: [...read('accounting', 'common'), ...both('user', 'user_group')],
    source: 'One Identity Manager',
    certainty: 'several',
  },
  {
    id: 'netsuite',
    title: 'NetSuite bundle',
    sentence: 'Everything that Coupa’s own NetSuite bundle asks for.',
    scopes: both(
      ...['common', 'expense', 'inventory.receiving', 'invoice', 'pay.payments', 'pay.virtual_cards'],
      ...['payables.invoice', 'payables.order', 'purchase_order', 'supplier'],
    ),
    source: 'Coupa: NetSuite OAuth setup',
    certainty: 'coupa',
  },
  {
    id: 'expenses',
    title: 'Read expenses',
    sentence: 'Reads expense reports with their lines, and who filed them.',
    scopes: read('common', 'expense', 'user'),
    source: 'Our choice from the permissions behind each scope',
    certainty: 'inferred',
  },
] as const satisfies readonly ScopePreset[];
