import { readFileSync } from 'node:fs';
import type { PoolConfig } from 'pg';
import { isDatabaseRemote } from '@/lib/env';

/** `docs/destinations.md` is written from these. */
export const POOL_LIMITS = { maxConnections: 10, jobConnections: 3, connectDeadlineMs: 5000 };

/** Parameters about TLS. pg would take them over what stands beside the address, and some of them switch its checks off. */
const ABOUT_TLS = /^(ssl|uselibpqcompat)/;

/**
 * How the pool connects. To another machine always by TLS 1.2 or newer, with the certificate and its name verified, whatever the
 * address says; an authority of one's own goes into `sslrootcert`, a client certificate into `sslcert` and `sslkey`, as with libpq.
 * On this machine without TLS, unless the address asks for it: then verified as well.
 */
export function poolConfig(databaseUrl: string): PoolConfig {
  const url = new URL(databaseUrl);
  const parameters = Object.fromEntries(url.searchParams);
  const isAskedFor = !['', 'disable', 'allow', 'prefer'].includes(parameters.sslmode ?? '');
  for (const name of [...url.searchParams.keys()]) if (ABOUT_TLS.test(name)) url.searchParams.delete(name);
  return {
    connectionString: url.href,
    ssl: (isAskedFor || isDatabaseRemote(databaseUrl)) && verifiedTls(parameters),
    max: POOL_LIMITS.maxConnections,
    connectionTimeoutMillis: POOL_LIMITS.connectDeadlineMs,
    application_name: 'coupa-account-wizard',
  };
}

function verifiedTls({ sslrootcert, sslcert, sslkey }: Record<string, string>) {
  const read = (file: string) => readFileSync(file, 'utf8');
  return {
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2' as const,
    ...(sslrootcert && { ca: read(sslrootcert) }),
    ...(sslcert && { cert: read(sslcert) }),
    ...(sslkey && { key: read(sslkey) }),
  };
}
