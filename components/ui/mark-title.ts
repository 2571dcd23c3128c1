const PREFIX = 'Error: ';

/**
 * Puts "Error: " before the document's title until the returned function is called. Next sets the title again whenever
 * metadata arrive, so it is watched.
 */
export function markTitle(): () => void {
  const mark = () => {
    if (!document.title.startsWith(PREFIX)) document.title = PREFIX + document.title;
  };
  const watcher = new MutationObserver(mark);
  watcher.observe(document.head, { childList: true, subtree: true, characterData: true });
  mark();
  return () => {
    watcher.disconnect();
    if (document.title.startsWith(PREFIX)) document.title = document.title.slice(PREFIX.length);
  };
}
