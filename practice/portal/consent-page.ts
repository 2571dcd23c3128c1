import { findScope, orderForConsent, titleOfScope } from '../clients/scopes.ts';
import type { PracticeUser } from '../users.ts';
import { type Html, html } from './html.ts';
import { layout } from './layout.ts';

interface Consent {
  user: PracticeUser;
  clientName: string;
  scopes: readonly string[];
  uid: string;
}

const COMPANY = 'Example Company';

export const consentPage = ({ user, clientName, scopes, uid }: Consent): Html =>
  layout({
    title: `Allow ${clientName}?`,
    user,
    body: html`<div class="narrow card">
<h1>${clientName} is requesting permission to access ${COMPANY}</h1>
<h2>What will ${clientName} be able to do?</h2>
<ul>${orderForConsent(scopes).map(
      (name) =>
        html`<li><strong>${titleOfScope(name)}</strong> - ${findScope(name)?.description ?? name}</li>`,
    )}</ul>
<form class="buttons" method="post" action="/oauth2/authorizations/consent/${uid}">
<button name="decision" value="deny">Deny</button>
<button class="primary" name="decision" value="allow">Allow</button>
</form></div>`,
  });
