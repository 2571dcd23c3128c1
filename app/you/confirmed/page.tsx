import type { Metadata } from 'next';
import { ConfirmedSignal } from '@/app/you/confirmed/confirmed-signal';
import { PageTitle } from '@/components/ui/page-title';
import { requirePerson } from '@/lib/door/require-person';

export const metadata: Metadata = { title: 'Confirmed' };

/** Where the company sends back who confirmed there, in a tab of its own. */
export default async function ConfirmedPage() {
  await requirePerson('viewer', { beforeSecondFactor: true });
  return (
    <div className="wrap pt-8 md:pt-12">
      <PageTitle title="Confirmed" sentence="The page that asked for it goes on by itself. Close this tab." />
      <ConfirmedSignal />
    </div>
  );
}
