'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';

/** Ends the session's row on the server, then leaves by a full load, so that nothing of the old pages stays in memory. */
export function SignOutButton() {
  const [isSending, setIsSending] = useState(false);

  async function leave() {
    setIsSending(true);
    try {
      // Loaded on the press: it stands on every page and is used once.
      const { signOut } = await import('next-auth/react');
      await signOut({ redirect: false });
    } finally {
      window.location.assign('/sign-in');
    }
  }

  return (
    <Button variant="text" onClick={leave} isPending={isSending}>
      {isSending ? 'Signing out…' : 'Sign out'}
    </Button>
  );
}
