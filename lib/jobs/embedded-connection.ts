import type { PGlite } from '@electric-sql/pglite';
import type { Db } from 'pg-boss';

/** Opens a transaction of its own; everything else that pg-boss sends without parameters is one statement. */
const IS_TRANSACTION = /^\s*BEGIN\b/;

/**
 * The job engine on the embedded database's one connection. pg-boss expects connections of a pool: what fails in one statement
 * may not reach the next. Its texts with a BEGIN therefore run inside `transaction`, which lets nobody in between and rolls back
 * what failed before the next one gets the connection; the second BEGIN is a notice to PostgreSQL, no error. It reads the rows
 * of every statement of such a text, one after the other (measured on 12.38).
 * @param requireRoom throws while the disk is nearly full: PGlite would spin for ever, so the engine rather rests
 */
export function embeddedConnection(pglite: PGlite, requireRoom: () => void): Db {
  return {
    async executeSql(text, values) {
      requireRoom();
      if (values?.length) return pglite.query(text, values);
      const results = IS_TRANSACTION.test(text)
        ? await pglite.transaction((inside) => inside.exec(text))
        : await pglite.exec(text);
      return { rows: results.flatMap(({ rows }) => rows) };
    },
    async listen(channel, onNotification, onReconnect) {
      const unlisten = await pglite.listen(channel, onNotification);
      onReconnect();
      return { close: () => unlisten() };
    },
  };
}
