import type { ClientDraft } from '../clients/check-client.ts';
import { SCOPE_NAMES } from '../clients/scopes.ts';
import type { PracticeUser } from '../users.ts';
import { type Html, html } from './html.ts';
import { layout } from './layout.ts';
import { errorSummary, textField } from './parts.ts';

export interface ClientForm {
  draft: ClientDraft;
  redirectUrisText: string;
  /** Set when an existing client is edited; its grant type is fixed. */
  clientId: number | null;
  messages: readonly string[];
}

export const clientFormPage = (user: PracticeUser, form: ClientForm): Html => {
  const title = form.clientId === null ? 'Create Client' : 'Edit Client';
  return layout({
    title: form.messages.length > 0 ? `Error: ${title}` : title,
    user,
    body: html`<p class="crumbs"><a href="/oauth2/clients">OAuth2/OpenID Connect Clients</a></p>
<h1>${title}</h1>
${errorSummary(form.messages)}
${tickHelper}
<form class="client" method="post" action="${form.clientId === null ? '/oauth2/clients' : `/oauth2/clients/${form.clientId}`}">
${form.clientId === null ? grantTypeSelect(form.draft.grantType) : null}
${textField({ name: 'name', label: 'Name', value: form.draft.name, isRequired: true })}
${showsGrant(form, 'client_credentials') && clientCredentialsFields(form.draft)}
${showsGrant(form, 'authorization_code') && authorizationCodeFields(form)}
${scopeFields(form.draft.scopes)}
<div class="buttons"><button class="primary">Save</button> <a href="/oauth2/clients">Cancel</a></div>
</form>`,
  });
};

/** A new form holds the fields of both grant types; the script shows those of the chosen one. */
const showsGrant = (form: ClientForm, grant: string) =>
  form.clientId === null || form.draft.grantType === grant;

/** Outside of the form, because Coupa's own has nothing like it. */
const tickHelper = html`<details class="helper"><summary>Practice helper: tick from a list</summary>
<p class="hint">Not part of Coupa. On a real instance each scope is ticked by hand.</p>
<label for="tick-list">Scopes, separated in any way</label>
<textarea id="tick-list" autocomplete="off" spellcheck="false"></textarea>
<button type="button" class="small" data-tick>Tick these scopes</button>
<p role="status" id="tick-said"></p></details>`;

const star = html` <span class="star" aria-hidden="true">*</span>`;

const grantTypeSelect = (
  chosen: string,
) => html`<div class="field"><label for="grant_type">Grant type${star}</label>
<select id="grant_type" name="grant_type" aria-required="true" data-grant-select>
${[
  ['client_credentials', 'Client credentials'],
  ['authorization_code', 'Authorization code'],
  ['device_code', 'Device code'],
].map(
  ([value, label]) => html`<option value="${value}"${value === chosen && html` selected`}>${label}</option>`,
)}
</select></div>`;

const clientCredentialsFields = (draft: ClientDraft) => html`<div data-grant="client_credentials">
${textField({ name: 'jwks_uri', label: 'JWKS URI', value: draft.jwksUri })}
${textField({ name: 'login', label: 'Login', value: draft.login, isRequired: true })}
${textField({ name: 'contact_first_name', label: 'Contact First Name', value: draft.contactFirstName, isRequired: true })}
${textField({ name: 'contact_last_name', label: 'Contact Last Name', value: draft.contactLastName, isRequired: true })}
${textField({ name: 'contact_email', label: 'Contact Email', value: draft.contactEmail, isRequired: true })}
</div>`;

const authorizationCodeFields = ({
  draft,
  redirectUrisText,
}: ClientForm) => html`<div data-grant="authorization_code">
${textField({
  name: 'redirect_uris',
  label: 'Redirect URIs',
  value: redirectUrisText,
  hint: 'Comma separated, without quotation marks, for example http://a.com, http://b.com',
})}
<fieldset class="field"><legend>Client authentication</legend>
${radio('shared_secret', 'Shared secret', draft.clientProof)}${radio('pkce', 'PKCE', draft.clientProof)}</fieldset></div>`;

const radio = (
  value: string,
  label: string,
  chosen: string,
) => html`<label class="choice" for="proof-${value}">
<input type="radio" id="proof-${value}" name="client_proof" value="${value}"${value === chosen && html` checked`}>
${label}</label>`;

const scopeFields = (chosen: readonly string[]) => html`<fieldset class="field"><legend>Scopes${star}</legend>
<ul class="scopes">${SCOPE_NAMES.map(
  (
    name,
  ) => html`<li><input type="checkbox" id="scope-${name}" name="scopes" value="${name}"${chosen.includes(name) && html` checked`}
aria-label="${name}"> <a href="/oauth2/scopes/${name}">${name}</a></li>`,
)}</ul></fieldset>`;
