import { startServer } from './server.ts';
import { readSettings } from './settings.ts';

/** The practice Coupa as a process of its own. */
try {
  const { practice, close } = await startServer(readSettings());
  console.log(`Practice Coupa: ${practice.origin}`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => void close().then(() => process.exit(0)));
  }
} catch (error) {
  console.error(startWords(error));
  process.exit(1);
}

function startWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE') {
    return 'The port of the practice Coupa is in use by another program. Set PRACTICE_PORT to a free one.';
  }
  return `The practice Coupa could not start: ${error.message}`;
}
