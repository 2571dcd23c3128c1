import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { destinationsPage } from './destinations-page.ts';

test('[ASVS-13.1.1] docs/destinations.md says what the code does; npm run destinations writes it anew', () => {
  expect(readFileSync('docs/destinations.md', 'utf8')).toBe(destinationsPage());
});

/** Ways to open a connection. Imports of types, and of what only reads addresses, open none. */
const OPENER =
  /import (?!type)[^;]* from '(undici|pg|nodemailer|node:(http|https|http2|net|tls|dgram|dns))'/g;
const HARMLESS = /^import \{ (type \w+|isIP|isIPv4|BlockList|, )+ \} /;
/** Who needs another way out describes it in docs/destinations.md first. */
const ALLOWED = [
  ...[
    'lib/oauth/outbound-agent.ts',
    'lib/oauth/outbound.ts',
    'lib/seal/vault-request.ts',
    'lib/db/database.ts',
    'lib/alerts/mailer.ts',
  ],
  // The same database, to be read only.
  'lib/audit/open-for-check.ts',
  // The resolver that is guarded, and the socket by which two processes on one data directory find each other.
  ...['lib/oauth/guarded-lookup.ts', 'lib/db/socket-hold.ts'],
];

test('[ASVS-13.2.5] [ASVS-13.2.4] nothing else in the service opens a connection', () => {
  const files = globSync(['{app,lib,components}/**/*.{ts,tsx}', '*.ts'], {
    exclude: ['**/*.test.{ts,tsx}', '**/testing/**', '*.config.ts', '*.d.ts'],
  });
  expect(files.length).toBeGreaterThan(300);
  const sources = files.map((file) => ({ file, text: readFileSync(file, 'utf8') }));
  const opening = sources.filter(({ text }) =>
    (text.match(OPENER) ?? []).some((line) => !HARMLESS.test(line)),
  );
  expect(opening.map(({ file }) => file).toSorted()).toEqual(ALLOWED.toSorted());
  const isOfTheServer = /^lib\/|(route|page|layout)\.tsx?$|^[^/]+$/;
  const fetching = sources.filter(
    ({ file, text }) => isOfTheServer.test(file) && /(?<![\w.])fetch\(/.test(text),
  );
  expect(
    fetching.map(({ file }) => file),
    'fetch belongs to pages in the browser',
  ).toEqual([]);
});
