/** What stands in a typed address, taken apart without the leniency of a URL parser: nothing here is decoded or mapped. */
export interface Address {
  scheme: 'https' | 'http' | null;
  /** Lower case, without a trailing dot. */
  hostname: string;
  /** Digits after the colon; null without one. */
  port: string | null;
  /** Path, query and fragment as typed; '' when there is none, or only a slash. */
  rest: string;
}

export type AddressProblem = 'empty' | 'wrong-scheme' | 'userinfo' | 'look-alike' | 'not-an-address';
export type AddressResult = { ok: true; address: Address } | { ok: false; problem: AddressProblem };

const MAX_LENGTH = 2048;
/** Zero-width characters, marks of direction, soft hyphens. */
const INVISIBLE = /\p{Cf}/gu;
/**
 * Quotes and brackets that e-mail programs and chats put around an address, and the punctuation that follows it. Each run
 * at the end is tried from its beginning only, or 64 kB of quotes would take a minute.
 */
const AROUND = /^[\s"'`“”„‘’«»<>()[\]]+(?!.*\]:\d)|(?<![\s"'`“”„‘’«»<>(),;])[\s"'`“”„‘’«»<>(),;]+$/gu;
const OTHER_SCHEME = /^(?!https?:)[a-z][a-z0-9+.-]*:(\/\/|(?!\d))/i;

/** Removes what a paste brings along around an address. */
export function cleanAddress(typed: string): string {
  const text = typed
    .replace(INVISIBLE, '')
    .replace(/\p{Cc}/gu, ' ')
    .trim();
  // An IPv6 host keeps its brackets, so that it is refused as what it is.
  if (/^\[[0-9a-f:.]*\]/i.test(text)) return text;
  return text.replace(AROUND, '');
}

export function readAddress(typed: string): AddressResult {
  const text = cleanAddress(typed);
  if (text === '') return refuse('empty');
  if (text.length > MAX_LENGTH || /[\s\\]/.test(text)) return refuse('not-an-address');
  const [authorityOfText = ''] = text.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').split(/[/?#]/);
  if (OTHER_SCHEME.test(text)) return refuse(/^\w+:[^/]*@/.test(text) ? 'userinfo' : 'wrong-scheme');
  if (authorityOfText.includes('@')) return refuse('userinfo');

  // "https://https://acme…" happens when a field already held the scheme.
  const schemes = /^(?:https?:\/*)*/i.exec(text)?.[0] ?? '';
  const withoutScheme = text.slice(schemes.length).replace(/^\/+/, '');
  const [authority = ''] = withoutScheme.split(/[/?#]/);
  const rest = withoutScheme.slice(authority.length);
  const parts = /^(\[[0-9a-f:.]*\]|[^:[\]]+?)\.?(?::(\d*))?$/i.exec(authority);
  const hostname = parts?.[1]?.toLowerCase();
  if (!hostname) return refuse(authority.includes('@') ? 'userinfo' : 'not-an-address');
  if (/[^\x20-\x7e]/.test(hostname) || /(^|\.)xn--/.test(hostname)) return refuse('look-alike');
  return {
    ok: true,
    address: {
      scheme: schemes === '' ? null : /https:\/*$/i.test(schemes) ? 'https' : 'http',
      hostname,
      port: parts?.[2] || null,
      rest: rest === '/' ? '' : rest,
    },
  };
}

const refuse = (problem: AddressProblem): AddressResult => ({ ok: false, problem });
