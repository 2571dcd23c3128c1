import { type PracticeUser, USERS } from '../users.ts';
import { type Html, html } from './html.ts';
import { layout } from './layout.ts';

interface SignIn {
  login: string;
  returnTo: string;
  hasFailed: boolean;
}

export const signInPage = ({ login, returnTo, hasFailed }: SignIn): Html =>
  layout({
    title: hasFailed ? 'Error: Sign in' : 'Sign in',
    body: html`<div class="narrow"><h1>Sign in</h1>
${hasFailed && html`<div class="summary" role="alert" tabindex="-1"><p>Login or password is not right.</p></div>`}
<form method="post" action="/session">
<input type="hidden" name="return_to" value="${returnTo}">
<div class="field"><label for="login">Login</label>
<input id="login" name="login" value="${login}" autocomplete="username"></div>
<div class="field"><label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password"></div>
<button class="primary">Sign In</button>
</form>
<section class="note"><h2>Who can sign in here</h2>
<p>Nothing here is secret, so the passwords are written down.</p>
<table><thead><tr><th scope="col">Login</th><th scope="col">Password</th><th scope="col">Role</th></tr></thead><tbody>
${USERS.map(
  (user) => html`<tr><th scope="row"><code>${user.login}</code></th><td><code>${user.password}</code></td>
<td>${user.isAdmin ? 'Administrator' : 'Buyer, sees fewer rows, no Setup'}</td></tr>`,
)}</tbody></table></section></div>`,
  });

export const homePage = (user: PracticeUser, appUrl: string): Html =>
  layout({
    title: 'Home',
    user,
    body: html`<h1>Home</h1>
<p>You are signed in as <strong>${user.fullName}</strong>.</p>
${user.isAdmin && html`<p>OAuth2/OpenID Connect clients are made in <a href="/administration/setup">Setup</a>.</p>`}
<p><a href="${appUrl}">Back to the account wizard</a></p>`,
  });
