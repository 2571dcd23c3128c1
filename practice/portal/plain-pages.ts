import type { PracticeUser } from '../users.ts';
import { type Html, html } from './html.ts';
import { layout } from './layout.ts';

export const plainErrorPage = (title: string): Html =>
  layout({ title, body: html`<h1>${title}</h1><p>This page stands in for one of a Coupa instance.</p>` });

export const notFoundPage = (user?: PracticeUser): Html =>
  layout({
    title: 'Page not found',
    user,
    body: html`<h1>Page not found</h1><p>There is nothing at this address of the practice instance.</p>`,
  });

export const forbiddenPage = (user: PracticeUser): Html =>
  layout({
    title: 'Not allowed',
    user,
    body: html`<h1>Not allowed</h1>
<p>${user.fullName} is not an administrator. Setup needs an integrations-enabled administrator: sign in as practice-admin.</p>`,
  });
