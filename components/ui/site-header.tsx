import type { ReactNode } from 'react';
import { NavLink } from './nav-link';
import { PageLink } from './page-link';

interface SiteHeaderProps {
  /** Null before signing in: then no page is open but the door. */
  personName: string | null;
  /** The Sign out button or its form. */
  signOut?: ReactNode;
}

const PAGES = [
  { href: '/accounts', words: 'Accounts' },
  { href: '/planner', words: 'Planner' },
  { href: '/help', words: 'Help' },
  { href: '/settings', words: 'Settings' },
];

export const SiteHeader = ({ personName, signOut }: SiteHeaderProps) => (
  <header className="border-b border-line">
    <a
      href="#main"
      className="link absolute top-2 left-2 z-10 -translate-y-24 bg-canvas p-2 focus:translate-y-0"
    >
      Skip to the content
    </a>
    <div className="wrap flex flex-wrap items-center justify-between gap-x-3 text-sm">
      <PageLink
        href="/"
        className="flex min-h-11 items-center text-base font-semibold hover:underline max-md:w-full md:min-h-14"
      >
        Coupa Account Wizard
      </PageLink>
      {personName && (
        <nav aria-label="Site" className="md:ml-auto">
          <ul className="flex gap-3 md:gap-6">
            {PAGES.map(({ href, words }) => (
              <li key={href}>
                <NavLink href={href}>{words}</NavLink>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {personName && (
        <div className="flex items-center gap-3 md:ml-4 md:gap-4">
          <NavLink href="/you">
            <span className="md:hidden">You</span>
            <span className="max-w-48 truncate max-md:hidden">{personName}</span>
          </NavLink>
          {signOut}
        </div>
      )}
    </div>
  </header>
);
