'use client';

import { useLinkStatus } from 'next/link';
import { Glyph } from './glyph';

/** Inside a link: a ring beside its words from the press until the page is there. The words keep their place. */
export function LinkPending() {
  const { pending } = useLinkStatus();
  return (
    <span role="status" className="absolute -top-2 -right-2">
      {pending && (
        <>
          <Glyph shape="ring" className="rounded-[50%] bg-canvas" />
          <span className="sr-only">Loading…</span>
        </>
      )}
    </span>
  );
}
