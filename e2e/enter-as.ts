import type { BrowserContext } from '@playwright/test';

/** Signs a browser in as somebody whose session came over HTTP (test/owner-session.ts), and as nobody else. */
export async function enterAs(context: BrowserContext, { cookie }: { cookie: string }, origin: string) {
  const cookies = cookie.split('; ').map((pair) => {
    const [name = '', ...value] = pair.split('=');
    return { name, value: value.join('='), url: origin };
  });
  await context.clearCookies();
  await context.addCookies(cookies);
}
