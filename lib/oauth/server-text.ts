/** Longest part of a server's own words that is kept. */
const MAX_LENGTH = 300;

/**
 * A server's words, made fit to show and to store: control and bidi characters are taken out (RFC 6749 §4.1.2.1 allows `<`
 * and more, so pages escape it as well), secrets that it echoes are replaced, the rest is cut.
 */
export function cleanServerText(text: string, secrets: readonly string[] = []): string {
  const plain = hideSecrets(text.slice(0, 65_536), secrets)
    .replace(/[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]+/gu, ' ')
    .trim();
  // Taking characters out may have put a secret together that was broken up by them.
  const hidden = hideSecrets(plain, secrets);
  return hidden.length > MAX_LENGTH ? `${hidden.slice(0, MAX_LENGTH - 1)}…` : hidden;
}

/** Replaces every secret, in the forms it travels in. Too short ones would tear ordinary words apart. */
export function hideSecrets(text: string, secrets: readonly string[]): string {
  const forms = secrets
    .filter((secret) => secret.length >= 8)
    .flatMap((secret) => [
      secret,
      encodeURIComponent(secret),
      new URLSearchParams({ s: secret }).toString().slice(2),
    ]);
  return [...new Set(forms)]
    .toSorted((a, b) => b.length - a.length)
    .reduce((shown, form) => shown.replaceAll(form, 'hidden'), text);
}
