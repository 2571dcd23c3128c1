// The portal works without it: it filters, shows and hides, and keeps fields of the other grant type away.

/** Setup's Instant Filter: entries whose words contain what is typed, and the groups that still have one. */
function startFilter() {
  const box = document.querySelector('[data-filter]');
  if (!box) return;
  const count = document.querySelector('[data-filter-count]');
  box.addEventListener('input', () => {
    const wanted = box.value.trim().toLowerCase();
    let shown = 0;
    for (const group of document.querySelectorAll('[data-filter-group]')) {
      const entries = [...group.querySelectorAll('[data-filter-entry]')];
      for (const entry of entries) entry.hidden = !entry.textContent.toLowerCase().includes(wanted);
      const left = entries.filter((entry) => !entry.hidden).length;
      group.hidden = left === 0;
      shown += left;
    }
    count.textContent = shown === 1 ? '1 entry' : `${shown} entries`;
  });
}

/** Show/Hide beside the masked secret. */
function startShowHide() {
  for (const button of document.querySelectorAll('[data-show-hide]')) {
    const field = document.getElementById(button.dataset.showHide);
    button.addEventListener('click', () => {
      const isShown = field.type === 'password';
      field.type = isShown ? 'text' : 'password';
      button.setAttribute('aria-pressed', String(isShown));
    });
  }
}

/** Only the fields of the chosen grant type; hidden ones are not sent. */
function startGrantTypes() {
  const select = document.querySelector('[data-grant-select]');
  if (!select) return;
  const show = () => {
    for (const part of document.querySelectorAll('[data-grant]')) {
      part.hidden = part.dataset.grant !== select.value;
      for (const field of part.querySelectorAll('input')) field.disabled = part.hidden;
    }
  };
  select.addEventListener('change', show);
  show();
}

/** The practice helper beside the form: ticks what is pasted, whatever separates the names. */
function startTickHelper() {
  const button = document.querySelector('[data-tick]');
  if (!button) return;
  const list = document.getElementById('tick-list');
  const said = document.getElementById('tick-said');
  button.addEventListener('click', () => {
    const names = [...new Set(list.value.split(/[^\w.]+/).filter(Boolean))];
    const boxes = names.map((name) => document.getElementById(`scope-${name}`));
    for (const box of boxes) if (box) box.checked = true;
    const unknown = names.filter((_, index) => !boxes[index]);
    const ticked = names.length - unknown.length;
    const words = [`${ticked} ticked.`];
    if (unknown.length > 0) words.push(`Not on this form: ${unknown.join(', ')}.`);
    said.textContent = words.join(' ');
  });
}

startFilter();
startShowHide();
startGrantTypes();
startTickHelper();
document.querySelector('.summary')?.focus();
