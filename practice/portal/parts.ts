import { type Html, html } from './html.ts';

/** Small pieces that several pages share. */
export const errorSummary = (messages: readonly string[]): Html | null =>
  messages.length === 0
    ? null
    : html`<div class="summary" role="alert" tabindex="-1"><h2>The client was not saved</h2>
<ul>${messages.map((message) => html`<li>${message}</li>`)}</ul></div>`;

interface TextField {
  name: string;
  label: string;
  value: string;
  isRequired?: boolean;
  hint?: string;
  autocomplete?: string;
}

/** A star marks what is required, as on Coupa's form; the browser itself checks nothing, the answer's messages do. */
export const textField = ({
  name,
  label,
  value,
  isRequired,
  hint,
  autocomplete = 'off',
}: TextField): Html => html`
<div class="field"><label for="${name}">${label}${isRequired && html` <span class="star" aria-hidden="true">*</span>`}</label>
${hint && html`<p class="hint" id="${name}-hint">${hint}</p>`}
<input id="${name}" name="${name}" value="${value}" autocomplete="${autocomplete}"
${isRequired && html` aria-required="true"`}${hint && html` aria-describedby="${name}-hint"`}></div>`;

export const definition = (label: string, value: Html | string): Html =>
  html`<div><dt>${label}</dt><dd>${value}</dd></div>`;

export const postButton = (action: string, label: string, about: string): Html => html`
<form method="post" action="${action}"><button class="small">${label}<span class="unseen"> ${about}</span></button></form>`;
