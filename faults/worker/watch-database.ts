import type { PGlite } from '@electric-sql/pglite';
import type { Pool, PoolClient } from 'pg';
import type { Database } from '@/lib/db/database';
import type { Stops } from './stops.ts';

type Query = (text: string | { text: string }, values?: unknown[], ...rest: unknown[]) => Promise<unknown>;

/** What is done to the statements of a database: stops at the points of a renewal, refusals of everything that writes. */
export class DatabaseWatch {
  /** SQLSTATE that every write is refused with. */
  refusesWrites: string | null = null;
  #stops: Stops;

  constructor(stops: Stops) {
    this.#stops = stops;
  }

  /** Puts itself between drizzle and its driver, whose instance drizzle gives out. */
  watch(db: Database) {
    const { $client } = db as unknown as { $client: PGlite | Pool };
    if ('transaction' in $client) this.#watchEmbedded($client);
    else this.#watchPool($client);
  }

  #watchEmbedded(client: PGlite) {
    const { query, transaction } = client;
    const ask = query.bind(client) as Query;
    const begin = transaction.bind(client);
    Object.assign(client, {
      query: this.#around(ask),
      transaction: async (work: (tx: unknown) => Promise<unknown>) => {
        let stored: string | null = null;
        const result = await begin((tx) => {
          const within = tx.query.bind(tx) as Query;
          const noted = this.#around(within, (accountId) => (stored = accountId));
          return work(Object.assign(Object.create(tx), { query: noted }));
        });
        await this.#stops.pass('after the commit', stored);
        return result;
      },
    });
  }

  #watchPool(pool: Pool) {
    const { query, connect } = pool;
    const watched = new WeakSet<PoolClient>();
    Object.assign(pool, {
      query: this.#around(query.bind(pool) as Query),
      // The pool's own queries take their connections by a callback; transactions take theirs by a promise.
      connect: async (...args: [never?]) => {
        if (args.length > 0) return connect.apply(pool, args as never);
        const client = await (connect as () => Promise<PoolClient>).call(pool);
        if (!watched.has(client)) this.#watchClient(client);
        watched.add(client);
        return client;
      },
    });
  }

  #watchClient(client: PoolClient) {
    const ask = client.query.bind(client) as unknown as Query;
    let stored: string | null = null;
    const noted = this.#around(ask, (accountId) => (stored = accountId));
    const watched: Query = async (text, values, ...rest) => {
      const result = await noted(text, values, ...rest);
      if (textOf(text) !== 'commit') return result;
      const accountId = stored;
      stored = null;
      await this.#stops.pass('after the commit', accountId);
      return result;
    };
    Object.assign(client, {
      query: (...args: Parameters<Query>) =>
        typeof args.at(-1) === 'function' ? ask(...args) : watched(...args),
    });
  }

  /** @param onStored told of the account whose token was written */
  #around(ask: Query, onStored?: (accountId: string) => void): Query {
    return async (text, values = [], ...rest) => {
      const words = textOf(text);
      this.#refuse(words);
      const accountId = values.find((each): each is string => typeof each === 'string' && isId(each)) ?? null;
      const isClaim = /^update "upkeep" set .*"lease_no" = .*\+ 1/s.test(words);
      if (isClaim) await this.#stops.pass('before the claim', lastId(values));
      const result = await ask(text, values, ...rest);
      if (isClaim) await this.#stops.pass('after the claim', lastId(values));
      if (onStored && /^(with "written" as \()?update "tokens" set .*"access_token_sealed"/s.test(words)) {
        const stored = lastId(values) ?? accountId;
        if (stored) onStored(stored);
        await this.#stops.pass('in the commit', stored);
      }
      return result;
    };
  }

  #refuse(words: string) {
    if (this.refusesWrites === null || !/^\s*(insert|update|delete|with)\b/i.test(words)) return;
    throw Object.assign(new Error('could not extend file: injected'), { code: this.refusesWrites });
  }
}

const textOf = (text: string | { text: string }) => (typeof text === 'string' ? text : text.text);
const isId = (value: unknown) =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
/** The row that is meant stands in the condition, after the values; an attempt of the same form stands among those. */
const lastId = (values: unknown[]) => (values.findLast(isId) as string | undefined) ?? null;
