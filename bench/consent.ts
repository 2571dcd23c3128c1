/** Walks the practice Coupa's sign-in and consent without a browser, up to the address the browser would be sent back to. */
export class ConsentWalker {
  readonly #origin: string;
  readonly #cookies = new Map<string, string>();

  constructor(practiceOrigin: string) {
    this.#origin = practiceOrigin;
  }

  async signIn(): Promise<void> {
    await this.#ask('/session', new URLSearchParams({ login: 'practice-admin', password: 'practice' }));
  }

  /** From the authorization URL to the callback URL with its code. */
  async allow(authorizationUrl: string): Promise<string> {
    let answer = await this.#ask(authorizationUrl);
    for (let hop = 0; hop < 8; hop += 1) {
      const location = answer.headers.get('location');
      const next = location && new URL(location, this.#origin);
      if (next && next.origin !== this.#origin) return next.href;
      if (next) answer = await this.#ask(next.href);
      else answer = await this.#ask(this.#lastPath, new URLSearchParams({ decision: 'allow' }));
    }
    throw new Error(`no way back from ${this.#lastPath}: ${answer.status}`);
  }

  #lastPath = '/';

  async #ask(address: string, form?: URLSearchParams): Promise<Response> {
    const url = new URL(address, this.#origin);
    this.#lastPath = url.pathname;
    const answer = await fetch(url, {
      redirect: 'manual',
      method: form ? 'POST' : 'GET',
      headers: {
        Origin: this.#origin,
        Accept: 'text/html',
        Cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
      ...(form && { body: form }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]?.split(/=(.*)/) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return answer;
  }
}
