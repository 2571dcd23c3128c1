import type { Metadata } from 'next';
import { PageTitle } from '@/components/ui/page-title';
import { requirePerson } from '@/lib/door/require-person';
import { requestContext } from '@/lib/http/context';
import { describeEncryption } from '@/lib/keys/describe-encryption';
import { AddKey } from './add-key';
import { KeyFile } from './key-file';
import { KeyTable } from './key-table';
import { OldSecrets } from './old-secrets';
import { RewrapProgress } from './rewrap-progress';

export const metadata: Metadata = { title: 'Encryption' };

export default async function EncryptionPage() {
  await requirePerson('owner');
  const { store, clock } = await requestContext();
  const view = await describeEncryption(store, clock.now());
  return (
    <>
      <PageTitle
        title="Encryption"
        sentence="Every client secret and token is sealed before it is stored. The keys that open them lie outside the database."
        actions={<AddKey />}
      />
      <RewrapProgress initial={view.rewrapping} />
      <section aria-labelledby="keys" className="mt-8">
        <h2 id="keys" className="sr-only">
          Keys
        </h2>
        <KeyTable keys={view.keys} />
      </section>
      <div className="mt-12 grid gap-x-18 gap-y-12 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <OldSecrets secrets={view.oldSecrets} maxAgeDays={view.secretMaxAgeDays} />
        <KeyFile provider={view.provider} file={view.file} />
      </div>
    </>
  );
}
