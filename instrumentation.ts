/** Runs once when the server starts: opens the store before the first request, or says why it cannot and ends. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs' || process.env.NEXT_PHASE === 'phase-production-build') return;
  const { openAtStart } = await import('@/lib/door/open-at-start');
  await openAtStart();
}
