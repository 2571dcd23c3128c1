import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** As long as anything that reaches an expression: a body, a header set or an answer is cut before. */
const LENGTH = 20_000;
/** A linear expression takes under a millisecond; one that is quadratic a hundred and more. */
const MAX_MS = 20;

/** Places where a text is cut before an expression sees it, or is our own, and to how many characters. */
const SHORT: Record<string, number> = {
  'lib/log.ts': 500,
  'lib/exports/file-stem.ts': 60,
  'lib/coupa/login.ts': 200,
  'lib/coupa/marked.ts': 2000,
  'components/ui/marked.tsx': 2000,
};

interface Expression {
  file: string;
  regex: RegExp;
}

function expressionsIn(file: string): Expression[] {
  const found: Expression[] = [];
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node) => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      found.push({ file, regex: new RegExp(node.text.slice(1, end), node.text.slice(end + 1)) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Texts that nested or neighbouring repetitions take apart in every way: much of one kind, and an end that does not fit. */
function hostileTexts({ source }: RegExp, length: number): string[] {
  const fromSource = [...new Set(source.replace(/\\[a-zA-Z]/g, '').match(/[a-zA-Z0-9]{2,}|[^\\\s]/g) ?? [])];
  const seeds = [
    'a',
    '0',
    ' ',
    '\t',
    '\n',
    '.',
    '-',
    '/',
    ':',
    '%20',
    '"',
    "'",
    '<',
    'a.',
    'a-',
    'a ',
    'é',
    ...fromSource,
  ];
  const long = seeds.map((seed) => seed.repeat(length / seed.length));
  return [...long, ...long.map((text) => `${text}\u0000`), ...long.map((text) => `http://${text}!`)];
}

/** Whether some text takes long, however often it is tried: once the machine may have been busy. */
const isSlow = (regex: RegExp, length = LENGTH): boolean =>
  hostileTexts(regex, length).some((text) => [1, 2, 3].every(() => timeOf(regex, text) > MAX_MS));

function timeOf(regex: RegExp, text: string): number {
  const from = performance.now();
  text.replace(regex, '');
  return performance.now() - from;
}

const files = globSync([
  'lib/**/*.ts',
  'app/**/*.{ts,tsx}',
  'components/**/*.{ts,tsx}',
  'scripts/serve/*.ts',
  'proxy.ts',
]);
const expressions = files.filter((file) => !/\.test\.tsx?$/.test(file)).flatMap(expressionsIn);

test('[ASVS-1.3.12] no regular expression of ours takes long over any text', () => {
  expect(expressions.length).toBeGreaterThan(50);
  const slow = expressions
    .filter(({ file, regex }) => isSlow(regex, SHORT[file]))
    .map(({ file, regex }) => `${file}: ${regex}`);
  expect(slow).toEqual([]);
}, 60_000);

test.each([/\s+$/, /-+$/, /\[([^\]]+)\]\(/])('%s would be found', (regex) => {
  expect(isSlow(regex)).toBe(true);
});
