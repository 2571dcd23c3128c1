import type { PracticeUser } from '../users.ts';
import { type Html, html } from './html.ts';

interface Page {
  title: string;
  user?: PracticeUser | undefined;
  body: Html;
}

/** The frame of every page: what it is, where one can go, and the statement that it is a model. */
export const layout = ({ title, user, body }: Page): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Practice instance</title>
<link rel="icon" href="/practice/icon.svg">
<link rel="stylesheet" href="/practice/portal.css">
<script src="/practice/portal.js" defer></script>
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header class="bar">
<div class="inner">
<a class="home" href="/">Example Company</a>
<span class="badge">Practice instance</span>
${user && navigation(user)}
</div>
</header>
<main id="main" class="inner">
${body}
</main>
<footer class="foot"><div class="inner">
<p>This is a model of a Coupa instance to practise and test with. It is not Coupa, and nothing in it is real.</p>
<nav aria-label="Practice instance"><a href="/practice/about">What is observed and what is modelled</a>
<a href="/practice/faults">Faults</a></nav>
</div></footer>
</body>
</html>`;

const navigation = (user: PracticeUser) => html`<nav aria-label="Main">
<a href="/user/home">Home</a>
${user.isAdmin && html`<a href="/administration/setup">Setup</a>`}
</nav>
<form class="sign-out" method="post" action="/session/end"><span>${user.fullName}</span>
<button class="small">Sign out</button></form>`;
