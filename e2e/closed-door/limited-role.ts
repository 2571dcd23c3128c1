import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

const made = new Map<string, string>();

/** Connection string of a role that may read and change rows of a migrated database, and nothing else; made once. */
export async function makeLimitedRole(databaseUrl: string): Promise<string> {
  const known = made.get(databaseUrl);
  if (known) return known;
  const password = `made-up-${randomBytes(9).toString('hex')}`;
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`
    create role wizard login nosuperuser nocreatedb nocreaterole password '${password}';
    grant usage on schema public, drizzle, pgboss to wizard;
    grant select, insert, update, delete on all tables in schema public, pgboss to wizard;
    grant usage on all sequences in schema public, pgboss to wizard;
    grant select on all tables in schema drizzle to wizard;
  `);
  await client.end();
  const url = new URL(databaseUrl);
  url.username = 'wizard';
  url.password = password;
  made.set(databaseUrl, url.href);
  return url.href;
}
