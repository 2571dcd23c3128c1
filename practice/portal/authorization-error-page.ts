import { type Html, html } from './html.ts';
import { layout } from './layout.ts';

/** Shown instead of a redirect when the redirect URI cannot be trusted. Coupa's own page is unknown: modelled. */
export const authorizationErrorPage = (error: string, description: string): Html =>
  layout({
    title: 'Authorization error',
    body: html`<h1>Authorization error</h1>
<p><code>${error}</code></p>
<p>${description}</p>
<p>The browser was not sent back, because the request itself cannot be trusted.</p>`,
  });
