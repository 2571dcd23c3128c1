import { GRANT_TYPE_LABELS, type PracticeClient } from '../clients/client.ts';
import type { PracticeUser } from '../users.ts';
import { type Html, html } from './html.ts';
import { layout } from './layout.ts';
import { definition } from './parts.ts';

/** The detail page after Save, in Coupa's three sections. */
export const clientPage = (user: PracticeUser, client: PracticeClient): Html =>
  layout({
    title: client.name,
    user,
    body: html`<p class="crumbs"><a href="/oauth2/clients">OAuth2/OpenID Connect Clients</a></p>
<h1>${client.name}</h1>
<section><h2>General Info</h2><dl>
${definition('Name', client.name)}
${definition('Identifier', html`<code id="identifier">${client.clientId}</code>`)}
${client.grantType === 'authorization_code' && definition('Redirect Uris', client.redirectUris.join(', '))}
${definition('Grant Type', GRANT_TYPE_LABELS[client.grantType])}
</dl></section>
<section><h2>Security Info</h2><dl>
${client.grantType === 'client_credentials' ? contact(client) : proof(client)}
${definition('Secret', secret(client))}
</dl></section>
<section><h2>Permissions</h2><dl>
${definition('OIDC scopes', html`<span id="oidc-scopes">${client.scopes.join(', ')}</span>`)}
${definition('Active', client.active ? 'Yes' : 'No')}
</dl></section>
<details><summary>History</summary><ul>
${client.history.map((entry) => html`<li>${entry.what} by ${entry.by}, <time datetime="${entry.at}">${entry.at}</time></li>`)}
</ul></details>
<p class="buttons"><a href="/oauth2/clients/${client.id}/edit">Edit</a> <a href="/oauth2/clients">Back</a></p>`,
  });

const contact = (client: PracticeClient) => html`${definition('Login', client.login)}
${definition('Contact First Name', client.contactFirstName)}
${definition('Contact Last Name', client.contactLastName)}
${definition('Contact Email', client.contactEmail)}
${client.jwksUri && definition('JWKS URI', client.jwksUri)}`;

const proof = (client: PracticeClient) =>
  definition('Client authentication', client.clientProof === 'pkce' ? 'PKCE' : 'Shared secret');

const secret = (client: PracticeClient) => html`<div class="secret">
<input id="secret" type="password" readonly value="${client.clientSecret}" aria-label="Secret" autocomplete="off">
<button type="button" class="small" data-show-hide="secret" aria-pressed="false">Show/Hide</button>
<form method="post" action="/oauth2/clients/${client.id}/regenerate"><button class="small">Regenerate</button></form></div>`;
