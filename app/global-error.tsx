'use client';

import './globals.css';

/** Stands in for the whole document when even its frame failed, so it needs nothing from there. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <title>Error – Coupa Account Wizard</title>
        <main className="wrap max-w-[29rem] pt-12">
          <h1 className="text-xl font-semibold">This page could not be shown</h1>
          <p className="mt-2 text-ink-2">
            Something failed on this service, not in Coupa. Nothing that was saved is lost.
          </p>
          <p className="mt-6">
            {/* A plain link: after such a failure only a full load is sure to work. */}
            <a href="/" className="link">
              Try again
            </a>
          </p>
          {error.digest && (
            <p className="mt-6 text-sm text-ink-2">
              If it stays, give this number to whoever runs the service: <code>{error.digest}</code>
            </p>
          )}
        </main>
      </body>
    </html>
  );
}
