/** Moves focus to the page's title, where a pressed control goes away with what it did. */
export function focusTitle(): void {
  const title = document.getElementById('page-title');
  if (!title) return;
  // Only now: a title that always took focus would show a ring at every click on it.
  title.tabIndex = -1;
  title.focus();
}
