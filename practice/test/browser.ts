interface StoredCookie {
  name: string;
  value: string;
  path: string;
}

/** As much of a browser as the portal needs: cookies by path, forms, and redirects followed one at a time. */
export function createBrowser(origin: string) {
  const cookies = new Map<string, StoredCookie>();

  async function go(address: string, options: RequestInit = {}): Promise<Response> {
    const url = new URL(address, origin);
    const sent = [...cookies.values()].filter(
      ({ value, path }) => value !== '' && url.pathname.startsWith(path),
    );
    const cookie = sent.map(({ name, value }) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, {
      redirect: 'manual',
      ...options,
      headers: { cookie, ...options.headers },
    });
    for (const line of answer.headers.getSetCookie()) store(line);
    return answer;
  }

  function store(line: string) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    const path = /;\s*path=([^;]+)/i.exec(line)?.[1] ?? '/';
    cookies.set(`${name} ${path}`, { name, value, path });
  }

  const submit = (address: string, fields: Record<string, string> | [string, string][]) =>
    go(address, { method: 'POST', body: new URLSearchParams(fields) });

  return {
    go,
    submit,
    signIn: (login = 'practice-admin', returnTo = '/user/home') =>
      submit('/session', { login, password: 'practice', return_to: returnTo }),
  };
}

export type TestBrowser = ReturnType<typeof createBrowser>;

export const locationOf = (answer: Response) => answer.headers.get('location') ?? '';
