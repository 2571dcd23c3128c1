import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Lets plain `node --import ./test/alias.ts file.ts` load product code: `@/…` means the root, the extension is added. */
const root = path.resolve(import.meta.dirname, '..');

registerHooks({
  resolve(specifier, context, next) {
    if (!specifier.startsWith('@/')) return next(specifier, context);
    const bare = path.join(root, specifier.slice(2));
    const file = [bare, `${bare}.ts`, `${bare}.tsx`].find((candidate) => existsSync(candidate)) ?? bare;
    const attributes = file.endsWith('.json') ? { importAttributes: { type: 'json' } } : {};
    return next(pathToFileURL(file).href, { ...context, ...attributes });
  },
});
