/** Puts text on the clipboard; false when the browser refuses, as it does on pages without HTTPS. */
export async function writeClipboard(source: string | (() => Promise<string>)): Promise<boolean> {
  try {
    if (typeof source === 'string') await navigator.clipboard.writeText(source);
    else await writeLater(source);
    return true;
  } catch {
    return false;
  }
}

/** Safari takes a text that arrives later only as a ClipboardItem begun inside the press itself. */
async function writeLater(getText: () => Promise<string>) {
  if (typeof ClipboardItem === 'undefined') return navigator.clipboard.writeText(await getText());
  const blob = getText().then((text) => new Blob([text], { type: 'text/plain' }));
  return navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
}
