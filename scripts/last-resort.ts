import { log } from '../lib/log.ts';

/** Names under which Next keeps its own handlers of the same kind (16.4.6, process-error-handlers.js). */
const NEXT_LISTENER = Symbol.for('next.unhandledRejectionListener');
const NEXT_INSTALLED = 'nextInitializedProcessErrorHandlers';

/**
 * What nobody caught is logged and the service goes on (ASVS 16.5.4): one request that went wrong must not end those of
 * everybody else. Next would do the same, but print the whole error with its message and parameters, so ours stand in
 * the places where it looks for its own.
 */
export function installLastResort(): void {
  const onRejection = (reason: unknown) => log.error('unhandled_rejection', factsOf(reason));
  Object.assign(globalThis, { [NEXT_LISTENER]: onRejection, [NEXT_INSTALLED]: true });
  process.on('unhandledRejection', onRejection);
  process.on('uncaughtException', (error) => log.error('uncaught_exception', factsOf(error)));
  // A reader of the log that went away is no reason to log once more.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}

/** Which error, and where in our code: never its message, which may carry what somebody typed. */
function factsOf(error: unknown) {
  if (!(error instanceof Error)) return { error: typeof error };
  const frame = error.stack?.split('\n').find((line) => /^\s+at /.test(line));
  return { error, where: frame?.trim() ?? null };
}
