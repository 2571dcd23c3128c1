import { FAULT_NAMES, FAULTS, type FaultName } from '../faults.ts';
import { type Html, html } from '../portal/html.ts';
import { layout } from '../portal/layout.ts';
import type { PracticeUser } from '../users.ts';

export const faultsPage = (states: Record<FaultName, boolean>, user?: PracticeUser): Html => {
  const onCount = FAULT_NAMES.filter((name) => states[name]).length;
  return layout({
    title: 'Faults',
    user,
    body: html`<h1>Faults</h1>
<p>Each switch makes this practice instance fail in one way, until it is switched off again.
${onCount === 0 ? 'None is on.' : onCount === 1 ? 'One is on.' : `${onCount} are on.`}</p>
<form method="post" action="/practice/faults">
<ul class="faults">${FAULT_NAMES.map((name) => choice(name, states[name]))}</ul>
<div class="buttons"><button class="primary">Save</button></div>
</form>
<section class="note"><h2>Start afresh</h2>
<p>Removes all clients and everything that was authorized, and switches every fault off. This cannot be undone.</p>
<form method="post" action="/practice/reset"><button>Reset the practice instance</button></form></section>`,
  });
};

const choice = (name: FaultName, isOn: boolean) => html`<li>
<label class="choice" for="fault-${name}"><input type="checkbox" id="fault-${name}" name="on" value="${name}"
aria-describedby="fault-${name}-words"${isOn && html` checked`}> <code>${name}</code></label>
<p class="hint" id="fault-${name}-words">${FAULTS[name].does} Stands for: ${FAULTS[name].standsFor}</p></li>`;
