import type { Metadata } from 'next';
import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { SignOutButton } from '@/app/sign-out-button';
import { SiteFooter } from '@/components/ui/site-footer';
import { SiteHeader } from '@/components/ui/site-header';
import { currentPerson } from '@/lib/door/current-person';
import './globals.css';

export const metadata: Metadata = {
  title: { template: '%s – Coupa Account Wizard', default: 'Coupa Account Wizard' },
  description:
    'Sets up Coupa OAuth2 accounts step by step, proves that they work, and hands over the configuration.',
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // The nonce of a request cannot stand in a page that was made before it.
  await connection();
  // While the database is away the page itself says so; the frame around it must not fail first.
  const person = await currentPerson().catch(() => null);
  return (
    <html lang="en">
      <body className="flex min-h-screen flex-col">
        <SiteHeader
          personName={person && `${person.firstName} ${person.lastName}`}
          signOut={<SignOutButton />}
        />
        <main id="main" tabIndex={-1} className="flex-1">
          {children}
        </main>
        <SiteFooter />
      </body>
    </html>
  );
}
