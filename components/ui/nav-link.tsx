'use client';

import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { PageLink } from './page-link';

/** The pages of the wizard have a row of steps of their own. */
const WIZARD = /^\/accounts\/(new$|[^/]+\/setup\/)/;

/** Marks itself on its page and on those below, but for the wizard's. */
export function NavLink({ href, children }: { href: string; children: ReactNode }) {
  const path = usePathname();
  const isHere = path === href;
  const isBelow = path.startsWith(`${href}/`) && !WIZARD.test(path);
  return (
    <PageLink
      href={href}
      aria-current={isHere ? 'page' : isBelow ? 'true' : undefined}
      className={`flex min-h-10 items-center border-y-2 border-canvas md:min-h-14 ${isHere || isBelow ? 'border-b-accent font-semibold text-ink' : 'text-ink-2 hover:text-ink hover:underline'}`}
    >
      {children}
    </PageLink>
  );
}
