import type { Metadata } from 'next';
import { DoorPage } from '@/app/(door)/door-page';
import { LinkButton } from '@/components/ui/button';

export const metadata: Metadata = { title: 'Page not found' };

export default function NotFound() {
  return (
    <DoorPage
      title="Page not found"
      sentence="There is nothing at this address. An account that stood here may have been deleted, or part of the address was lost in copying."
    >
      <LinkButton href="/accounts">Go to the accounts</LinkButton>
    </DoorPage>
  );
}
