import { enableCompileCache } from 'node:module';
import path from 'node:path';

// Next alone is thousands of files: compiled code is kept beside the build for the next start. In JavaScript, because Node's own
// compiler of TypeScript need not even be loaded for what was kept, and that is a twelfth of a start.
enableCompileCache(path.join(import.meta.dirname, '..', '.next', 'cache', 'compiled'));
await import('./start.ts');
