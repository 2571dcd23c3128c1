import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const GUARDS = ['guarded', 'open'];
/** Pages for those who are not signed in, by their folder. */
const DOORS = ['app/(door)/'];

const files = globSync('app/**/*.{ts,tsx}').filter((file) => !/\.test\.tsx?$/.test(file));
const routes = files.filter((file) => /\/route\.tsx?$/.test(file));
const parse = (file: string) =>
  ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);

const isExported = (statement: ts.Statement) =>
  ts.canHaveModifiers(statement) &&
  (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

/** What a route exports that is not `export const METHOD = guarded(…)` or `open(…)` of our two guards. */
function oddExports(source: ts.SourceFile): string[] {
  const imported = source.statements.filter(ts.isImportDeclaration).flatMap(namesFromGuards);
  return source.statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement) || ts.isExportAssignment(statement)) return [statement.getText()];
    if (!isExported(statement)) return [];
    if (!ts.isVariableStatement(statement)) return [statement.getText().slice(0, 80)];
    return statement.declarationList.declarations
      .filter((declaration) => !isGuarded(declaration, imported))
      .map((declaration) => declaration.getText().slice(0, 80));
  });
}

function isGuarded({ name, initializer }: ts.VariableDeclaration, imported: string[]): boolean {
  if (!METHODS.includes(name.getText()) || !initializer || !ts.isCallExpression(initializer)) return false;
  return imported.includes(initializer.expression.getText());
}

function namesFromGuards({ moduleSpecifier, importClause }: ts.ImportDeclaration): string[] {
  const from = (moduleSpecifier as ts.StringLiteral).text;
  const bindings = importClause?.namedBindings;
  if (!['@/lib/http/guard', '@/lib/http/open'].includes(from) || !bindings || !ts.isNamedImports(bindings))
    return [];
  return bindings.elements.map(({ name }) => name.text).filter((name) => GUARDS.includes(name));
}

test('every route handler is made by one of the two guards', () => {
  expect(routes.length).toBeGreaterThan(15);
  expect(routes.filter((file) => !file.startsWith('app/api/'))).toEqual([]);
  const odd = routes.flatMap((file) => oddExports(parse(file)).map((text) => `${file}: ${text}`));
  expect(odd).toEqual([]);
});

test.each([
  'export async function GET() {}',
  'export const GET = async () => new Response();',
  'const handle = guarded({}, f); export { handle as GET };',
  "import { guarded } from './mine'; export const GET = guarded({}, f);",
  "import { guarded } from '@/lib/http/guard'; export const FETCH = guarded({}, f);",
  "export * from './other';",
  'export default open({}, f);',
])('%s would be found', (text) => {
  const source = ts.createSourceFile('route.ts', text, ts.ScriptTarget.Latest, true);
  expect(oddExports(source)).not.toEqual([]);
});

test('every page but those at the door asks who is there', () => {
  const pages = files.filter((file) => file.endsWith('/page.tsx') && file !== 'app/page.tsx');
  expect(pages.length).toBeGreaterThan(10);
  const asks = /\b(requirePerson|openStep)\(/;
  const open = pages.filter((file) => !asks.test(readFileSync(file, 'utf8')));
  expect(open.filter((file) => !DOORS.some((door) => file.startsWith(door)))).toEqual([]);
});

test('nothing is a Server Action or a cached function', () => {
  const sources = globSync(['app/**/*.{ts,tsx}', 'components/**/*.{ts,tsx}', 'lib/**/*.ts']);
  const directive = /^\s*['"]use (server|cache)/m;
  expect(sources.filter((file) => directive.test(readFileSync(file, 'utf8')))).toEqual([]);
});
