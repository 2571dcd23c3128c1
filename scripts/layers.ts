import { execFileSync } from 'node:child_process';
import { globSync } from 'node:fs';

/** Checks the import directions, and that the checker really read the tree: it passes on nothing when it cannot parse. */

const folders = ['app', 'components', 'lib', 'practice'];
const files = folders.flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx}`));

interface Cruise {
  modules: { source: string }[];
  summary: {
    violations: { rule: { name: string }; from: string; to: string }[];
    totalDependenciesCruised: number;
  };
}

const output = execFileSync('node_modules/.bin/depcruise', ['--output-type', 'json', ...folders], {
  encoding: 'utf8',
  maxBuffer: 256 * 1024 * 1024,
});
const { modules, summary } = JSON.parse(output) as Cruise;
const read = new Set(modules.map(({ source }) => source));
const unread = files.filter((file) => !read.has(file));

for (const { rule, from, to } of summary.violations) console.error(`${rule.name}: ${from} → ${to}`);
if (unread.length > 0)
  console.error(`Not read: ${unread.slice(0, 5).join(', ')} and ${unread.length - 1} more`);
if (
  files.length < 50 ||
  summary.totalDependenciesCruised < 100 ||
  unread.length > 0 ||
  summary.violations.length > 0
) {
  console.error(
    `Layers: ${summary.violations.length} violations in ${read.size} modules, ${unread.length} of ${files.length} files not read`,
  );
  process.exit(1);
}
console.log(
  `Layers: ${files.length} files, ${summary.totalDependenciesCruised} imports, all in their direction`,
);
