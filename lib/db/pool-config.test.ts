import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { TLSSocket, type TLSSocketOptions } from 'node:tls';
import { Pool } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { poolConfig } from '@/lib/db/pool-config';
import { type Issued, makeCertificate } from '@/test/authorization-server/certificate';

const REMOTE = 'postgres://wizard:made-up-password@db.acme.example/wizard';

test.each([
  '',
  '?sslmode=verify-full',
  '?sslmode=require',
  '?sslmode=no-verify',
  '?sslmode=disable',
  '?ssl=0',
  '?ssl=no-verify',
  '?uselibpqcompat=true&sslmode=require',
])('[ASVS-12.3.1] [ASVS-12.3.2] another machine, "%s": by verified TLS', (query) => {
  const { ssl, connectionString } = poolConfig(REMOTE + query);
  expect(ssl).toMatchObject({ rejectUnauthorized: true, minVersion: 'TLSv1.2' });
  expect(connectionString, 'nothing left that could switch it off').toBe(REMOTE);
});

test.each([
  'postgres://wizard@localhost/wizard',
  'postgres://wizard@127.0.0.1:5433/wizard',
  'postgres://wizard@[::1]/wizard',
  'postgres://wizard@localhost/wizard?host=/var/run/postgresql',
])('%s is this machine: no TLS, unless it is asked for', (url) => {
  expect(poolConfig(url).ssl).toBe(false);
  const asked = `${url}${url.includes('?') ? '&' : '?'}sslmode=require`;
  expect(poolConfig(asked).ssl).toMatchObject({ rejectUnauthorized: true });
});

test('[ASVS-12.3.1] a parameter that leads to another machine counts', () => {
  expect(poolConfig('postgres://wizard@localhost/wizard?host=db.acme.example').ssl).not.toBe(false);
});

/** Takes the first eight bytes of PostgreSQL's protocol, agrees to TLS or does not, and reads what a client then says. */
class ListeningDatabase {
  readonly #sockets = new Set<Socket>();
  /** Bytes that came over the secured connection. */
  heard = '';
  readonly #server: Server;

  constructor(tls: TLSSocketOptions | null) {
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      socket
        .on('error', () => undefined)
        .once('data', () => {
          socket.write(tls ? 'S' : 'N');
          if (!tls) return;
          const secured = new TLSSocket(socket, { isServer: true, ...tls });
          secured
            .on('error', () => undefined)
            .on('data', (bytes) => {
              this.heard += bytes.toString('latin1');
              secured.destroy();
            });
        });
    });
  }

  async start() {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.listen(0, 'localhost', resolve);
    await promise;
  }

  url = (query = '') =>
    `postgres://wizard:made-up-password@localhost:${(this.#server.address() as AddressInfo).port}/wizard?sslmode=verify-full${query}`;

  stop() {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }
}

const name = 'Made-up authority';
const authority = { ...makeCertificate({ host: name, isAuthority: true }), name };
const issued = (parts: Partial<Parameters<typeof makeCertificate>[0]> = {}): Issued =>
  makeCertificate({ host: 'localhost', issuer: authority, ...parts });

const folder = mkdtempSync(path.join(tmpdir(), 'caw-authority-'));
const authorityFile = path.join(folder, 'authority.pem');
let database: ListeningDatabase | undefined;
beforeAll(() => writeFileSync(authorityFile, authority.cert));
afterEach(() => database?.stop());
afterAll(() => rmSync(folder, { recursive: true }));

async function connect(tls: TLSSocketOptions | null) {
  database = new ListeningDatabase(tls);
  await database.start();
  const pool = new Pool(poolConfig(database.url(`&sslrootcert=${encodeURIComponent(authorityFile)}`)));
  const failure: unknown = await pool.connect().catch((error: unknown) => error);
  await pool.end();
  return failure instanceof Error ? failure.message : 'connected';
}

test('a certificate of the named authority: the client goes on over TLS', async () => {
  await connect(issued());
  expect(database?.heard).toContain('wizard');
});

test.each<[string, TLSSocketOptions | null, RegExp]>([
  ['self-signed', makeCertificate({ host: 'localhost' }), /self.signed|unable to verify/i],
  ['of another host', issued({ host: 'other.example' }), /altnames|does not match/i],
  ['expired', issued({ validDays: -1 }), /expired/i],
  [
    'by TLS 1.1',
    { ...issued(), minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
    /ssl|tls|alert|ECONNRESET|terminated/i,
  ],
  ['without TLS', null, /does not support SSL/],
])(
  '[ASVS-12.3.2] [ASVS-12.1.1] a database %s is refused before a name or password is sent',
  async (_, tls, words) => {
    expect(await connect(tls)).toMatch(words);
    expect(database?.heard).toBe('');
  },
);
