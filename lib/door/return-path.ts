/** Pages that signing in may lead back to. Anything else, however it is spelled, leads to the accounts. */
const OWN_PAGES = /^\/(accounts|help|settings|you)(\/|$)/;
const DEFAULT = '/accounts';
const MAX_LENGTH = 512;

/** No backslash, control character, blank or encoded slash: parsers disagree about them, and no page of ours needs one. */
const PLAIN = /^\/(?!\/)[A-Za-z0-9\-._~/?=&%+:,@]*$/;
const ODD_ENCODED = /%(0[0-9a-f]|1[0-9a-f]|2f|5c|7f)/i;

/** A path of our own to go to after signing in, read again by the same parser that will follow it. */
export function safeReturnPath(wanted: unknown, appUrl: string): string {
  if (typeof wanted !== 'string' || wanted.length > MAX_LENGTH) return DEFAULT;
  if (!PLAIN.test(wanted) || ODD_ENCODED.test(wanted) || !URL.canParse(wanted, appUrl)) return DEFAULT;
  const url = new URL(wanted, appUrl);
  if (url.origin !== appUrl || !OWN_PAGES.test(url.pathname)) return DEFAULT;
  return url.pathname + url.search;
}
