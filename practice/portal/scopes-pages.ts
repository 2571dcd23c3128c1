import { SCOPES, type Scope, titleOfScope } from '../clients/scopes.ts';
import type { PracticeUser } from '../users.ts';
import { type Html, html } from './html.ts';
import { layout } from './layout.ts';

export const scopesPage = (user: PracticeUser): Html =>
  layout({
    title: 'Scopes',
    user,
    body: html`<h1>Scopes</h1>
<p>${SCOPES.length} scopes. Which of them a real instance has depends on its release and licences.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Scopes"><table><thead><tr><th scope="col">Name</th><th scope="col">Description</th></tr></thead>
<tbody>${SCOPES.map(
      (scope) => html`<tr><th scope="row"><a href="/oauth2/scopes/${scope.name}">${scope.name}</a></th>
<td>${scope.description}</td></tr>`,
    )}</tbody></table></div>`,
  });

export const scopePage = (user: PracticeUser, scope: Scope): Html =>
  layout({
    title: scope.name,
    user,
    body: html`<p class="crumbs"><a href="/oauth2/scopes">Scopes</a></p>
<h1>${titleOfScope(scope.name)}</h1><p><code>${scope.name}</code></p><p>${scope.description}</p>
<h2>API permissions</h2>
${scope.permissions.length === 0 ? html`<p>No permission is known behind this scope.</p>` : permissions(scope)}`,
  });

/** "API/Accounts: Index" belongs to the group "API/Accounts". */
function permissions(scope: Scope): Html {
  const groups = Object.entries(
    Object.groupBy(scope.permissions, (permission) => permission.split(': ')[0] ?? permission),
  );
  return html`${groups.map(
    ([group, entries]) =>
      html`<h3>${group}</h3><ul>${(entries ?? []).map(
        (entry) => html`<li>${entry.slice(group.length + 2) || entry}</li>`,
      )}</ul>`,
  )}`;
}
