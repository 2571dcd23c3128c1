import type { Browser } from '@playwright/test';

export interface PageLoad {
  requests: number;
  /** Bytes over the wire, compressed as served. */
  transferredBytes: number;
  scriptBytes: number;
  decodedScriptBytes: number;
  firstPaintMs: number;
  largestPaintMs: number;
  layoutShift: number;
  blockingMs: number;
}

/** One first load with an empty cache, as the browser itself counts it. */
export async function loadPage(browser: Browser, url: string, cookie: string): Promise<PageLoad> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addCookies(toCookies(cookie, url));
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const counted = { requests: 0, transferredBytes: 0, scriptBytes: 0, decodedScriptBytes: 0 };
  const scripts = new Set<string>();
  session.on('Network.responseReceived', ({ requestId, type }) => {
    counted.requests += 1;
    if (type === 'Script') scripts.add(requestId);
  });
  session.on('Network.dataReceived', ({ requestId, dataLength }) => {
    if (scripts.has(requestId)) counted.decodedScriptBytes += dataLength;
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    counted.transferredBytes += encodedDataLength;
    if (scripts.has(requestId)) counted.scriptBytes += encodedDataLength;
  });
  await session.send('Network.enable');
  await page.addInitScript(observe);
  await page.goto(url, { waitUntil: 'networkidle' });
  const seen = await page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen);
  await context.close();
  return { ...counted, ...seen };
}

type Seen = Pick<PageLoad, 'firstPaintMs' | 'largestPaintMs' | 'layoutShift' | 'blockingMs'>;

/** Runs in the page before anything of it. */
function observe() {
  const seen: Seen = { firstPaintMs: 0, largestPaintMs: 0, layoutShift: 0, blockingMs: 0 };
  (globalThis as unknown as { seen: Seen }).seen = seen;
  const watch = (type: string, take: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  watch('paint', (entry) => {
    if (entry.name === 'first-contentful-paint') seen.firstPaintMs = entry.startTime;
  });
  watch('largest-contentful-paint', (entry) => {
    seen.largestPaintMs = entry.startTime;
  });
  watch('layout-shift', (entry) => {
    seen.layoutShift += (entry as PerformanceEntry & { value: number }).value;
  });
  watch('longtask', (entry) => {
    seen.blockingMs += Math.max(0, entry.duration - 50);
  });
}

const toCookies = (cookie: string, url: string) =>
  cookie
    .split('; ')
    .filter(Boolean)
    .map((pair) => {
      const [name = '', value = ''] = pair.split(/=(.*)/);
      return { name, value, url };
    });
