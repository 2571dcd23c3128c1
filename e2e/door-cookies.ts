/** One Set-Cookie line, parsed (RFC 6265 §5.2): attribute names in lower case. */
export interface SetCookie {
  name: string;
  value: string;
  attributes: Record<string, string>;
  /** Of name and value together: what a browser limits to 4096. */
  bytes: number;
}

export function parseSetCookie(line: string): SetCookie {
  const [pair = '', ...rest] = line.split(';').map((part) => part.trim());
  const [name, value] = splitOnce(pair);
  const attributes = rest.map((part) => {
    const [key, content] = splitOnce(part);
    return [key.toLowerCase(), content];
  });
  return { name, value, attributes: Object.fromEntries(attributes), bytes: Buffer.byteLength(pair) };
}

function splitOnce(text: string): [string, string] {
  const at = text.indexOf('=');
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** A browser without a browser: keeps cookies between requests, and every Set-Cookie line that it ever saw. */
export class CookieJar {
  readonly seen: SetCookie[] = [];
  private readonly kept = new Map<string, string>();

  take(answer: Response): Response {
    for (const line of answer.headers.getSetCookie()) {
      const cookie = parseSetCookie(line);
      this.seen.push(cookie);
      this.kept.set(cookie.name, cookie.value);
    }
    return answer;
  }

  get header(): string {
    return [...this.kept].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}
