import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const routes = globSync('app/**/{route,page}.{ts,tsx}');

test('[ASVS-10.5.5] no back-channel or front-channel logout is offered: no route, and nothing reads a logout token', () => {
  expect(routes.length).toBeGreaterThan(20);
  expect(routes.filter((file) => /logout|back-?channel|front-?channel/i.test(file))).toEqual([]);
  const sources = globSync('{app,lib,components}/**/*.{ts,tsx}', { exclude: ['**/*.test.{ts,tsx}'] });
  expect(sources.length).toBeGreaterThan(300);
  const reading = sources.filter((file) =>
    /logout_token|backchannel_logout|frontchannel/i.test(readFileSync(file, 'utf8')),
  );
  expect(reading).toEqual([]);
});
