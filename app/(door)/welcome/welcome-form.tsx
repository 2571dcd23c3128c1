'use client';

import type { ReactNode } from 'react';
import { PersonForm } from '@/app/(door)/person-form';

/** `company`: the other way to become the owner, where the company's sign-in is set up. */
export const WelcomeForm = ({ token, company }: { token: string; company: ReactNode }) => (
  <PersonForm
    title="Welcome"
    sentence="Make the owner account of this service. The owner sets up Coupa accounts and looks after them."
    words="Create owner account"
    pendingWords="Creating your account…"
    path="/api/welcome"
    token={token}
    member="owner"
    leave={(path) => window.location.assign(path)}
    company={company}
  />
);
