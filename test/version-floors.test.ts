import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FLOORS } from '@/test/version-floors';

interface Lock {
  packages: Record<string, { version?: string }>;
}
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;
const installed = Object.entries(lock.packages).map(([place, { version }]) => ({
  name: place.split('node_modules/').at(-1),
  version: version ?? '',
}));

const isAtLeast = (version: string, floor: string) =>
  version.localeCompare(floor, 'en', { numeric: true }) >= 0;

test.each(FLOORS)(
  '[ASVS-15.1.1] [ASVS-15.2.1] $name is nowhere older than $atLeast: $why',
  ({ name, line, atLeast }) => {
    const found = installed.filter((each) => each.name === name).map(({ version }) => version);
    const ofLine = found.filter((version) => line === undefined || version.startsWith(`${line}.`));
    if (name !== 'sharp') expect(ofLine).not.toEqual([]);
    expect(ofLine.filter((version) => !isAtLeast(version, atLeast))).toEqual([]);
    // A line that no floor speaks of is one that nobody looked at.
    const lines = FLOORS.filter((floor) => floor.name === name).map((floor) => floor.line);
    if (line !== undefined)
      expect(found.map((version) => Number.parseInt(version, 10)).every((each) => lines.includes(each))).toBe(
        true,
      );
  },
);

test.each([
  ['16.4.5', '16.4.5', true],
  ['16.4.10', '16.4.5', true],
  ['16.10.0', '16.4.5', true],
  ['16.4.4', '16.4.5', false],
  ['9.9.9', '16.4.5', false],
])('%s against %s: %s', (version, floor, expected) => {
  expect(isAtLeast(version, floor)).toBe(expected);
});

test('every floor and the time in which it is raised stand in docs/security.md', () => {
  const page = readFileSync('docs/security.md', 'utf8');
  const missing = FLOORS.filter(
    ({ name, atLeast, why }) => !page.includes(`| ${name} | ${atLeast} | ${why} |`),
  );
  expect(missing).toEqual([]);
  expect(page).toContain('within a week');
});

test('[ASVS-15.1.2] a bill of materials is made from the lock file alone, without a network', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const made = spawnSync('npm', ['run', '--silent', 'sbom'], {
    encoding: 'utf8',
    env: { ...process.env, npm_config_offline: 'true', npm_config_registry: 'http://localhost:9' },
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
  });
  expect(scripts.sbom).toContain('npm sbom');
  const { bomFormat, components } = JSON.parse(made.stdout) as {
    bomFormat: string;
    components: { name: string; version: string; purl: string }[];
  };
  expect(bomFormat).toBe('CycloneDX');
  const next = installed.find(({ name }) => name === 'next');
  expect(components).toContainEqual(expect.objectContaining({ name: 'next', version: next?.version }));
  expect(components.length).toBeGreaterThan(50);
});
