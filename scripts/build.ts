import path from 'node:path';
import { build } from './serve/build-once.ts';

/** `npm run build`: what the first `npm start` does by itself. */
await build(path.resolve(import.meta.dirname, '..'));
