import { randomBytes } from 'node:crypto';

/** A value that must be found nowhere but where it belongs. */
export interface Canary {
  name: string;
  value: string;
  /** Places where it belongs: the one answer that shows it, for example. */
  allowed: RegExp[];
}

export interface Place {
  /** Says where the text was: a URL, a file, a stream. */
  name: string;
  text: string;
}

/** Long enough to be found by nothing but itself. */
export const madeUp = (name: string) => `canary-${name}-${randomBytes(24).toString('base64url')}`;

/** The ways in which a value may have been written: as it is, in a URL, in JSON, in HTML, in hex, in base64 at any of its three offsets. */
function spellings(value: string): string[] {
  const base64 = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset, 'x'), Buffer.from(value)]).toString('base64');
    // What stands before and after shares characters with the value's neighbours.
    return text.slice(offset === 0 ? 0 : 4, text.length - 6).replace(/=+$/, '');
  });
  const urlSafe = base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  const html = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  return [
    ...new Set([
      value,
      encodeURIComponent(value),
      JSON.stringify(value).slice(1, -1),
      html,
      Buffer.from(value).toString('hex'),
      ...base64,
      ...urlSafe,
    ]),
  ];
}

/** Every place where a canary was found though it does not belong there, in words for a failing test. */
export function findLeaks(canaries: readonly Canary[], places: readonly Place[]): string[] {
  return canaries.flatMap(({ name, value, allowed }) => {
    const written = spellings(value);
    return places
      .filter((place) => written.some((text) => place.text.includes(text) || place.name.includes(text)))
      .filter((place) => !allowed.some((pattern) => pattern.test(place.name)))
      .map((place) => `${name} in ${place.name.replaceAll(value, `<${name}>`).slice(0, 200)}`);
  });
}
