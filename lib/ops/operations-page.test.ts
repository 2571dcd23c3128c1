import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { meters } from '@/lib/ops/meters';
import { codesIn, tableUnder } from '@/test/markdown-table';

const PAGE = readFileSync('docs/operations.md', 'utf8');
const namesUnder = (header: string) =>
  tableUnder(PAGE, header)
    .flatMap(([names = '']) => codesIn(names))
    .sort();

const sources = globSync('{app,lib,scripts}/**/*.{ts,tsx}').filter((file) => !file.includes('.test.'));
const found = (pattern: RegExp) => [
  ...new Set(
    sources.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(pattern)].map(([, name = '']) => name)),
  ),
];

test('the table of events names every event of the log, and none that is not there', () => {
  const events = found(/(?:\blog\.(?:info|warn|error)|\bquietly)\(\s*'([a-z_]+)'/g).sort();
  expect(events.length).toBeGreaterThan(25);
  expect(namesUnder('| Event | |')).toEqual(events);
});

test('the table of metrics names every metric of ours with its labels, and the rules use no other', async () => {
  const metrics = (await meters().registry.getMetricsAsJSON())
    .map(({ name }) => name)
    .filter((name) => name.startsWith('coupa_wizard_'))
    .sort();
  expect(namesUnder('| Metric | Labels | |')).toEqual(metrics);
  const used = [...PAGE.matchAll(/\bcoupa_wizard_[a-z_]+/g)].map(([name]) => name);
  expect(used.filter((name) => !metrics.includes(name))).toEqual([]);
});

test('the table of spans names every span and what one may say', () => {
  expect(namesUnder('| Span | Attributes |')).toEqual(found(/\btraced\(\s*'([a-z.]+)'/g).sort());
  const said = tableUnder(PAGE, '| Span | Attributes |').flatMap(([, attributes = '']) =>
    codesIn(attributes),
  );
  const known = readFileSync('lib/ops/tracing.ts', 'utf8');
  expect([...new Set(said)].filter((name) => !new RegExp(`'?${name}'?[?,:]`).test(known))).toEqual([]);
});
