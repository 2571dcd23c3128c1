'use client';

import type { ReactNode } from 'react';
import { PersonForm } from '@/app/(door)/person-form';
import type { Role } from '@/lib/door/person';

const MAY: Record<Role, string> = {
  owner: 'You will be an owner: you set up Coupa accounts, and look after people, keys and settings.',
  editor: 'You will be an editor: you set up Coupa accounts and look after them.',
  viewer: 'You will be a viewer: you see how the Coupa accounts are, and none of their secrets.',
};

interface InvitationFormProps {
  token: string;
  role: Role;
  /** The other way in, where the company's sign-in is set up. */
  company: ReactNode;
}

export const InvitationForm = ({ token, role, company }: InvitationFormProps) => (
  <PersonForm
    title="Invitation"
    sentence={`Make your own sign-in for this service. ${MAY[role]}`}
    words="Create my sign-in"
    pendingWords="Creating your sign-in…"
    path="/api/invitations/claim"
    token={token}
    member="person"
    // Replaced, so that the link does not stay in the history.
    leave={(path) => window.location.replace(path)}
    company={company}
  />
);
