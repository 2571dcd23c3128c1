/**
 * The directions in which rooms may import. scripts/layers.ts runs it and fails when it read too few modules:
 * a checker that cannot parse TypeScript passes on nothing.
 */
const room = (...names) => `^lib/(${names.join('|')})/`;
const LEAF = '^lib/(env|log|errors|process-wide|zod-without-eval)\\.ts$';

/** A forbidden edge; type-only imports carry no code and may point anywhere inside lib. */
const forbid = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from,
  to: { ...to, dependencyTypesNot: ['type-only'] },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    forbid(
      'components-know-no-server',
      { path: '^components/' },
      {
        path: room(
          'accounts/data',
          'accounts/mutations',
          'db',
          'door',
          'seal',
          'http',
          'tokens',
          'authorize',
          'reports',
          'upkeep',
          'audit',
        ),
      },
      'Components get plain values from pages.',
    ),
    forbid(
      'components-know-no-app',
      { path: '^components/' },
      { path: '^(app|practice|e2e|bench|test|scripts)/' },
      'app → components, never back.',
    ),
    forbid(
      'ui-is-domain-free',
      { path: '^components/ui/' },
      { path: '^(lib|components/(wizard|coupa))/' },
      'components/ui could ship in another product.',
    ),
    forbid(
      'coupa-is-pure',
      { path: room('coupa') },
      { path: '^(lib/(?!coupa/|errors\\.ts)|app|components)' },
      'What we know of Coupa depends on nothing.',
    ),
    forbid(
      'oauth-is-pure',
      { path: room('oauth') },
      { path: '^(lib/(?!oauth/|coupa/|errors\\.ts)|app|components)' },
      'The protocol knows neither database nor Next.',
    ),
    forbid(
      'seal-is-low',
      { path: room('seal') },
      { path: '^(lib/(?!seal/|errors\\.ts)|app|components)' },
      'Sealing knows nobody.',
    ),
    forbid(
      'validation-is-pure',
      { path: room('validation') },
      { path: '^(lib/(?!validation/|oauth/|coupa/|errors\\.ts|process-wide\\.ts)|app|components)' },
      'Checks take what they need as arguments.',
    ),
    forbid(
      'exports-are-pure',
      { path: room('exports') },
      { path: '^(lib/(?!exports/|coupa/|errors\\.ts)|app|components)' },
      'A format is a function of plain values.',
    ),
    forbid(
      'db-is-low',
      { path: room('db') },
      { path: '^(lib/(?!db/|seal/|env\\.ts|log\\.ts|errors\\.ts|process-wide\\.ts)|app|components)' },
      'The database room opens and migrates.',
    ),
    forbid(
      'lib-knows-no-app',
      { path: '^lib/' },
      { path: '^(app|components|practice|e2e|bench|test|scripts)/', pathNot: '^test/' },
      'app → lib, never back.',
    ),
    forbid(
      'http-is-an-edge',
      { path: '^lib/(?!http/)', pathNot: '\\.test\\.ts$' },
      { path: room('http') },
      'Only route handlers and pages stand before http.',
    ),
    forbid(
      'next-stays-outside',
      { path: '^(lib/(?!door/|http/)|practice/)' },
      { path: 'node_modules/(next|next-auth)/' },
      'next/* stays in app, lib/door and lib/http.',
    ),
    forbid(
      'practice-stands-alone',
      { path: '^practice/' },
      { path: '^(app|components|lib)/', pathNot: '^lib/coupa/coupa-scopes\\.json$' },
      'The practice Coupa shares data with the product, not code.',
    ),
    forbid(
      'product-knows-no-practice',
      { path: '^(app|components|lib)/' },
      { path: '^practice/' },
      'No product code imports the practice Coupa.',
    ),
    forbid(
      'product-knows-no-tests',
      { path: '^(app|components|lib|practice)/', pathNot: '\\.test\\.tsx?$' },
      { path: '^(test|e2e|bench)/' },
      'No test hook in production code.',
    ),
    forbid(
      'sql-in-few-files',
      {
        path: '^lib/',
        pathNot: [
          '^lib/db/',
          '(data|mutations|list-clauses|needs-person)\\.ts$',
          '\\.test\\.ts$',
          '^lib/(door|audit)/',
        ],
      },
      { path: 'node_modules/drizzle-orm/' },
      'Only data and mutations speak SQL.',
    ),
    forbid(
      'no-orphan-leaf-imports',
      { path: LEAF },
      { path: '^lib/(?!(errors|process-wide)\\.ts)' },
      'env, log, errors and process-wide import nothing else of ours.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(\\.next|node_modules/\\.cache)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.json', '.mjs'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
