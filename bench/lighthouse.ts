import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const VERSION = '13.5.0';
const folder = path.resolve('bench/.tools');

export interface Scores {
  performance: number;
  accessibility: number;
  'best-practices': number;
  seo: number;
}

type Lighthouse = (
  url: string,
  flags: Record<string, unknown>,
) => Promise<{ lhr: { categories: Record<string, { score: number }> } } | undefined>;

/** Lighthouse weighs 176 MB with what it needs, so it is installed by the first bench and not by every `npm ci`. */
export async function loadLighthouse(): Promise<Lighthouse> {
  if (!existsSync(path.join(folder, 'node_modules/lighthouse'))) {
    console.log(`Installing lighthouse ${VERSION} into bench/.tools…`);
    const args = ['install', '--prefix', folder, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund'];
    const { status } = spawnSync('npm', [...args, `lighthouse@${VERSION}`], { stdio: 'inherit' });
    if (status !== 0) throw new Error('lighthouse could not be installed');
  }
  const place = createRequire(path.join(folder, 'from-here.js')).resolve('lighthouse');
  return (await import(pathToFileURL(place).href)).default as Lighthouse;
}

/** Scores from 0 to 100 of one page as a signed-in person sees it, on a desktop machine. */
export async function score(
  lighthouse: Lighthouse,
  url: string,
  port: number,
  cookie: string,
): Promise<Scores> {
  const result = await lighthouse(url, {
    port,
    output: 'json',
    logLevel: 'silent',
    formFactor: 'desktop',
    throttlingMethod: 'provided',
    screenEmulation: { mobile: false, width: 1440, height: 900, deviceScaleFactor: 1, disabled: false },
    extraHeaders: { Cookie: cookie },
    onlyCategories: ['performance', 'accessibility', 'best-practices', 'seo'],
  });
  const categories = result?.lhr.categories ?? {};
  const of = (name: string) => Math.round((categories[name]?.score ?? 0) * 100);
  return {
    performance: of('performance'),
    accessibility: of('accessibility'),
    'best-practices': of('best-practices'),
    seo: of('seo'),
  };
}
