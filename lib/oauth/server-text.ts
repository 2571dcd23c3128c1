/** Longest part of a server's own words that is kept. */
const MAX_LENGTH = 300;

/**
 * A server's words, made fit to show and to store: invisible, bidi and control characters are taken out (RFC 6749 §4.1.2.1 allows `<`
 * and more, so pages escape it as well), then secrets that it echoes are replaced, and the rest is cut.
 */
export function cleanServerText(text: string, secrets: readonly string[] = []): string {
  const plain = text
    .slice(0, 65_536)
    .replace(/[\p{Cf}\p{Co}\p{Cs}]/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  const hidden = hideSecrets(plain, secrets);
  return hidden.length > MAX_LENGTH ? `${hidden.slice(0, MAX_LENGTH - 1)}…` : hidden;
}

/** Replaces every secret, in the forms it travels in. Too short ones would tear ordinary words apart. */
function hideSecrets(text: string, secrets: readonly string[]): string {
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
