import type { PracticeUser } from '../users.ts';
import { type Html, html } from './html.ts';
import { layout } from './layout.ts';

/** Entries without a link are there so that the filter has something to leave out. */
const GROUPS: [string, [string, string | null][]][] = [
  [
    'Company Setup',
    [
      ['Company Information', null],
      ['Chart of Accounts', null],
      ['Business Groups', null],
      ['Users', null],
    ],
  ],
  [
    'Purchasing',
    [
      ['Approval Chains', null],
      ['Commodities', null],
      ['Payment Terms', null],
    ],
  ],
  [
    'Integrations',
    [
      ['API Keys', null],
      ['Integrations', null],
      ['OAuth2/OpenID Connect Clients', '/oauth2/clients'],
    ],
  ],
  [
    'Suppliers',
    [
      ['Supplier Information', null],
      ['Supplier Sites', null],
    ],
  ],
];

export const setupPage = (user: PracticeUser): Html =>
  layout({
    title: 'Setup',
    user,
    body: html`<h1>Setup</h1>
<div class="field filter"><label for="instant-filter">Find it fast! Use the Instant Filter</label>
<input id="instant-filter" type="search" autocomplete="off" data-filter="setup"></div>
<p class="unseen" role="status" data-filter-count></p>
<div class="groups" data-filter-list="setup">${GROUPS.map(
      ([group, entries]) =>
        html`<section data-filter-group><h2>${group}</h2><ul>${entries.map(
          ([name, href]) =>
            html`<li data-filter-entry>${href ? html`<a href="${href}">${name}</a>` : html`<span class="hint">${name}</span>`}</li>`,
        )}</ul></section>`,
    )}</div>
<p class="hint">Entries without a link are not part of this model.</p>`,
  });
