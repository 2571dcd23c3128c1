import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Lets plain `node --import ./scripts/alias.ts file.ts` load product code: `@/…` means the root, and an extension is added. */
const root = path.resolve(import.meta.dirname, '..');

registerHooks({
  resolve(specifier, context, next) {
    const bare = ownPath(specifier, context.parentURL);
    if (bare === null) return next(specifier, context);
    const file = [bare, `${bare}.ts`, `${bare}.tsx`].find((candidate) => existsSync(candidate)) ?? bare;
    const attributes = file.endsWith('.json') ? { importAttributes: { type: 'json' } } : {};
    return next(pathToFileURL(file).href, { ...context, ...attributes });
  },
});

/** Null for what is not ours: packages, and files of packages. */
function ownPath(specifier: string, parentUrl: string | undefined): string | null {
  if (specifier.startsWith('@/')) return path.join(root, specifier.slice(2));
  const isBesides = specifier.startsWith('.') && parentUrl?.startsWith('file:');
  if (!isBesides || parentUrl?.includes('/node_modules/')) return null;
  return path.resolve(path.dirname(fileURLToPath(parentUrl ?? '')), specifier);
}
