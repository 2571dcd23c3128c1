import { readFileSync } from 'node:fs';
import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { describe, expect, test } from 'vitest';
import * as schema from '@/lib/db/schema';
import { SECRET_MAX_AGE_DAYS } from '@/lib/keys/describe-encryption';
import { SETTLED_MINUTES } from '@/lib/keys/drop-key';
import { listSources } from '@/test/list-sources';
import { codesIn, tableUnder } from '@/test/markdown-table';

const page = readFileSync('docs/cryptography.md', 'utf8');

test('[ASVS-11.1.1] the life of a key is written down, from making it to losing it, with the times that the code keeps', () => {
  const stages = tableUnder(page, '| Stage | Rule |');
  expect(stages.map(([stage]) => stage)).toEqual(
    expect.arrayContaining([
      'Making',
      'Keeping',
      'Who may',
      'Backup',
      'Renewing',
      'Ending',
      'Suspicion',
      'Loss',
    ]),
  );
  expect(Object.fromEntries(stages).Ending).toContain(`${SETTLED_MINUTES} minutes`);
});

test('[ASVS-13.1.4] every kind of secret is listed with when it is renewed', () => {
  const secrets = Object.fromEntries(
    tableUnder(page, '| Secret | Where | Renewed |').map(([secret, , renewed]) => [secret, renewed]),
  );
  for (const [secret, renewed] of Object.entries(secrets)) expect(renewed, secret).not.toBe('');
  expect(secrets['Client secrets of accounts']).toContain(`${SECRET_MAX_AGE_DAYS} days`);
  const fromEnv = readFileSync('lib/env.ts', 'utf8').match(/^ {2}\w*(SECRET|TOKEN|DATABASE_URL)\b/gm) ?? [];
  const listed = Object.keys(secrets).flatMap(codesIn);
  expect(listed).toEqual(expect.arrayContaining(fromEnv.map((name) => name.trim())));
});

test('[ASVS-11.1.2] the inventory of cryptography is that of the code, file by file and function by function', () => {
  const pattern =
    /\b(create(?:Cipheriv|Decipheriv|Hmac|Hash|SecretKey|PublicKey|PrivateKey|Sign|Verify|DiffieHellman|ECDH)|scrypt(?:Sync)?|pbkdf2\w*|hkdf\w*|argon2\w*|sign|verify|randomBytes|randomUUID|randomInt|randomFill\w*|getRandomValues|generateKey\w*|timingSafeEqual)\(/g;
  const inCode = listSources().flatMap(({ file, text }) => {
    const used = new Set([...text.matchAll(pattern)].map(([, name = '']) => name));
    return used.size > 0 ? [`${file}: ${[...used].sort().join(' ')}`] : [];
  });
  const onPage = tableUnder(page, '| File | Functions | What for |').map(
    ([file = '', functions = '']) => `${codesIn(file)[0]}: ${codesIn(functions).sort().join(' ')}`,
  );
  expect(onPage.toSorted()).toEqual(inCode.toSorted());
});

describe('[ASVS-14.1.1] [ASVS-14.1.2] what is kept', () => {
  const levels = Object.fromEntries(tableUnder(page, '| Level | Rule |'));
  const rows = tableUnder(page, '| Table | Level | Columns |').map(
    ([table = '', level = '', columns = '']) => ({
      table: codesIn(table)[0] ?? '',
      level,
      columns: codesIn(columns),
    }),
  );
  const tables = Object.values(schema).filter((each) => is(each, PgTable));

  test('has a level for every column of the schema, each once, and a rule for every level', () => {
    const inSchema = tables.flatMap((table) =>
      Object.values(getTableColumns(table)).map(({ name }) => `${getTableName(table)}.${name}`),
    );
    const onPage = rows.flatMap(({ table, columns }) => columns.map((column) => `${table}.${column}`));
    expect(onPage.toSorted()).toEqual(inSchema.toSorted());
    expect(new Set(rows.map(({ level }) => level))).toEqual(new Set(Object.keys(levels)));
    for (const [level, rule] of Object.entries(levels)) expect(rule, level).not.toBe('');
  });

  test('is sealed or a hash where it is secret, and named like one only there', () => {
    for (const { table, level, columns } of rows)
      for (const column of columns) {
        const isProtected = /(^|_)sealed$|_hash$/.test(column);
        if (level === 'secret') expect(isProtected, `${table}.${column}`).toBe(true);
        if (/(^|_)sealed$/.test(column)) expect(level, `${table}.${column}`).toBe('secret');
      }
  });
});
