import { type Html, html } from '../portal/html.ts';
import { layout } from '../portal/layout.ts';
import type { PracticeUser } from '../users.ts';

export const startPage = (appUrl: string, user?: PracticeUser): Html =>
  layout({
    title: 'Start',
    user,
    body: html`<h1>A Coupa instance to practise with</h1>
<p>This program stands in for a Coupa instance, so that an account can be set up without touching a real one.
It has Coupa’s addresses, forms and answers as far as they are publicly known.
Nothing in it is real, and it is not made by Coupa.</p>
<ul class="doors">
<li><a href="/session/new">Sign in</a> as an administrator or as a buyer; both passwords are on that page.</li>
<li><a href="/oauth2/clients">OAuth2/OpenID Connect Clients</a>: where a client is made, as in Setup of a real instance.</li>
<li><a href="${appUrl}">The account wizard</a>, which uses that client.</li>
<li><a href="/practice/faults">Faults</a> to switch on, to see how a failure looks before it happens.</li>
<li><a href="/practice/about">What is observed and what is modelled</a>, and an interface for tests.</li>
</ul>`,
  });
