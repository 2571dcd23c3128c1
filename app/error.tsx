'use client';

import { DoorPage } from '@/app/(door)/door-page';
import { Button } from '@/components/ui/button';

interface ErrorPageProps {
  error: Error & { digest?: string };
  reset(): void;
}

/** The digest is all that leaves the server; the same number stands beside the error in its log. */
export default function ErrorPage({ error }: ErrorPageProps) {
  return (
    <DoorPage
      title="This page could not be shown"
      sentence="Something failed on this service, not in Coupa. Nothing that was saved is lost."
    >
      <Button variant="primary" onClick={() => window.location.reload()}>
        Try again
      </Button>
      {error.digest && (
        <p className="mt-6 text-sm text-ink-2">
          If it stays, give this number to whoever runs the service: <code>{error.digest}</code>
        </p>
      )}
    </DoorPage>
  );
}
