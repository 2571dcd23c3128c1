import { globSync, readFileSync } from 'node:fs';

const NOT_OURS = /\.test\.tsx?$|\/testing\//;

/** The product's sources, without tests: what rules about code are checked against. Paths are from the root, with `/`. */
export const listSources = (): { file: string; text: string }[] =>
  globSync(['lib/**/*.ts', 'app/**/*.{ts,tsx}', 'components/**/*.{ts,tsx}', 'proxy.ts', 'instrumentation.ts'])
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !NOT_OURS.test(file))
    .sort()
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }));
