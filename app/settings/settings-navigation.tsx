import { NavLink } from '@/components/ui/nav-link';

const PAGES = [
  { href: '/settings/people', words: 'People', isForAll: false },
  { href: '/settings/api-keys', words: 'API keys', isForAll: false },
  { href: '/settings/alerts', words: 'Alerts', isForAll: false },
  { href: '/settings/audit', words: 'Audit log', isForAll: true },
  { href: '/settings/encryption', words: 'Encryption', isForAll: false },
  { href: '/settings/backup', words: 'Back-up', isForAll: false },
];

/** Only what the person may open. */
export const SettingsNavigation = ({ isOwner }: { isOwner: boolean }) => (
  <nav aria-label="Settings" className="border-b border-line text-sm">
    <ul className="flex flex-wrap gap-x-6">
      {PAGES.filter(({ isForAll }) => isForAll || isOwner).map(({ href, words }) => (
        <li key={href}>
          <NavLink href={href}>{words}</NavLink>
        </li>
      ))}
    </ul>
  </nav>
);
