import { type Html, html } from '../portal/html.ts';
import { layout } from '../portal/layout.ts';
import type { PracticeUser } from '../users.ts';
import { API_CALLS, MODELLED, NOT_MODELLED, OBSERVED } from './about-words.ts';

const list = (words: readonly string[]) => html`<ul>${words.map((word) => html`<li>${word}</li>`)}</ul>`;

export const aboutPage = (user?: PracticeUser): Html =>
  layout({
    title: 'What is observed and what is modelled',
    user,
    body: html`<h1>What is observed and what is modelled</h1>
<p>Some behaviour of this practice instance is known from Coupa’s own documentation or from several independent sources.
The rest is our best guess, made so that it can be practised with. Rely on the first list only.</p>
<h2>Observed or documented</h2>${list(OBSERVED)}
<h2>Modelled: a guess</h2>${list(MODELLED)}
<h2>Left out</h2>${list(NOT_MODELLED)}
<h2>For tests and training</h2>
<p>These addresses belong to the practice instance. A real Coupa instance has none of them. They take and give JSON,
answer to this machine only, and need no sign-in.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Addresses for tests and training"><table>
<thead><tr><th scope="col">Request</th><th scope="col">Does</th></tr></thead>
<tbody>${API_CALLS.map(([call, does]) => html`<tr><th scope="row"><code>${call}</code></th><td>${does}</td></tr>`)}</tbody>
</table></div>`,
  });
