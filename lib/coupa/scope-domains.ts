/**
 * A scope is named after the API that owns an object, not after the object (found by an integrator with single-scope
 * tokens; the rest from the permissions on `/oauth2/scopes`). So `tax_code` is opened by `core.common`. Objects in the singular.
 */
export const OBJECTS_OF_DOMAIN: Readonly<Record<string, readonly string[]>> = {
  'core.accounting': [
    'account',
    'account_group',
    'account_type',
    'account_validation_rule',
    'chart_of_account',
  ],
  'core.budget': ['budget_line', 'budget_line_adjustment'],
  'core.catalog': ['supplier_item', 'price_list'],
  'core.common': [
    ...['address', 'business_group', 'content_group', 'currency', 'custom_object', 'department'],
    ...['exchange_rate', 'lookup', 'lookup_value', 'payment_term', 'role', 'shipping_term', 'tax_code'],
  ],
  'core.contract': ['contract_term', 'legal_document'],
  'core.easy_form': ['form'],
  'core.easy_form_response': ['form_response'],
  'core.expense': ['expense_category', 'expense_line', 'expense_policy', 'expense_report'],
  'core.integration': ['integration_error', 'integration_run', 'integration_history_record'],
  'core.inventory.asn': ['asn', 'advance_ship_notice'],
  'core.inventory.balance': ['inventory_balance', 'asset_tag', 'on_hand_balance'],
  'core.inventory.common': ['inventory', 'inspection_code', 'warehouse', 'warehouse_location'],
  'core.inventory.cycle_counts': ['cycle_count'],
  'core.inventory.receiving': ['goods_receipt', 'receipt', 'receiving', 'receiving_transaction'],
  'core.invoice': ['credit_note', 'invoice_line', 'matching_allocation', 'tax_registration'],
  'core.pay.charges': ['charge'],
  'core.pay.payments': ['payment'],
  'core.pay.statements': ['statement'],
  'core.pay.virtual_cards': ['virtual_card'],
  'core.project': ['project_membership', 'task'],
  'core.purchase_order': ['order', 'order_header', 'order_line', 'po', 'purchase_order_line'],
  'core.requisition': ['requisition_line'],
  'core.services_procurement.workers': ['worker'],
  'core.sourcing': ['quote_request', 'rfp', 'sourcing_event'],
  'core.sourcing.response': ['bid', 'quote_response'],
  'core.supplier': ['remit_to_address', 'supplier_information', 'vendor'],
  'core.uom': ['unit_of_measure'],
  'core.user_group': ['user_group_membership'],
};

/** "tax_codes" and "tax_code", "currencies" and "currency", "addresses" and "address" come out the same. */
export const singular = (word: string) =>
  word
    .replace(/ies$/, 'y')
    .replace(/(ss|sh|ch|x)es$/, '$1')
    .replace(/([^s])s$/, '$1');

const domainOfObject = new Map(
  Object.entries(OBJECTS_OF_DOMAIN).flatMap(([domain, objects]) =>
    objects.map((object): [string, string] => [object, domain]),
  ),
);

/** The domain whose scopes open an object, for example `core.common` for `tax_codes`. */
export const domainOf = (object: string): string | null => domainOfObject.get(singular(object)) ?? null;
