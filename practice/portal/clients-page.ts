import { GRANT_TYPE_LABELS, type PracticeClient } from '../clients/client.ts';
import type { PracticeUser } from '../users.ts';
import { type Html, html } from './html.ts';
import { layout } from './layout.ts';
import { postButton } from './parts.ts';

export const clientsPage = (user: PracticeUser, clients: readonly PracticeClient[], search: string): Html =>
  layout({
    title: 'OAuth2/OpenID Connect Clients',
    user,
    body: html`<p class="crumbs"><a href="/administration/setup">Setup</a></p>
<h1>OAuth2/OpenID Connect Clients</h1>
<div class="tools"><a class="button primary" href="/oauth2/clients/new">Create</a>
<form method="get" action="/oauth2/clients" role="search"><label for="q">Search</label>
<input id="q" name="q" type="search" value="${search}"><button class="small">Search</button></form></div>
${clients.length === 0 ? html`<p>${search ? 'No client matches the search.' : 'There are no clients yet.'}</p>` : table(clients)}`,
  });

const table = (
  clients: readonly PracticeClient[],
) => html`<div class="scroll" tabindex="0" role="region" aria-label="Clients"><table>
<thead><tr><th scope="col">Name</th><th scope="col">Identifier</th><th scope="col">Grant Type</th>
<th scope="col">Active</th><th scope="col">Actions</th></tr></thead>
<tbody>${clients.map(row)}</tbody></table></div>`;

const row = (client: PracticeClient) => html`<tr>
<th scope="row"><a href="/oauth2/clients/${client.id}">${client.name}</a></th>
<td><code>${client.clientId}</code></td><td>${GRANT_TYPE_LABELS[client.grantType]}</td>
<td>${client.active ? 'Yes' : 'No'}</td>
<td class="actions"><a href="/oauth2/clients/${client.id}/edit">Edit<span class="unseen"> ${client.name}</span></a>
${
  client.active
    ? postButton(`/oauth2/clients/${client.id}/deactivate`, 'Deactivate', client.name)
    : postButton(`/oauth2/clients/${client.id}/activate`, 'Activate', client.name)
}</td></tr>`;
