import type { BrowserContext } from '@playwright/test';
import type { Place } from './canaries.ts';

/** Keeps every answer that a browser got from these origins: address, headers and body, the page's data and scripts included. */
export function captureAnswers(context: BrowserContext, origin: string): Place[] {
  const places: Place[] = [];
  context.on('response', async (response) => {
    if (!response.url().startsWith(origin)) return;
    const name = `${response.request().method()} ${response.url()} ${response.status()}`;
    // Set-Cookie is looked at by itself: a session's cookie is where a session belongs.
    const headers = { ...(await response.allHeaders().catch(() => ({}))), 'set-cookie': '' };
    const body = await response.text().catch(() => '');
    places.push({ name, text: `${JSON.stringify(headers)}\n${body}` });
  });
  return places;
}

/** What a page keeps in the browser: storages, databases and the cookies that scripts can read. */
export async function captureStorage(context: BrowserContext): Promise<Place[]> {
  const places: Place[] = [];
  for (const page of context.pages()) {
    const text = await page.evaluate(async () =>
      JSON.stringify([
        { ...localStorage },
        { ...sessionStorage },
        await indexedDB.databases(),
        document.cookie,
        document.title,
        document.documentElement.outerHTML,
        history.state,
      ]),
    );
    places.push({ name: `browser storage and page of ${page.url()}`, text });
  }
  return places;
}
