import { DefinitionList } from '@/components/ui/definition-list';
import type { EncryptionView } from '@/lib/keys/describe-encryption';

/** Where the keys are, and what must be done with that file. */
export const KeyFile = ({ provider, file }: Pick<EncryptionView, 'provider' | 'file'>) => (
  <aside aria-labelledby="key-file">
    <h2 id="key-file" className="text-lg font-semibold">
      Where the keys are
    </h2>
    <div className="mt-3">
      <DefinitionList
        items={[
          { term: 'Key file', value: file ?? 'In memory only', isMono: true },
          { term: 'Protected by', value: PROVIDERS[provider] },
        ]}
      />
    </div>
    <p className="mt-4 text-sm">
      Back it up apart from the database: with both together everything can be opened, and without it nothing
      can, by anybody. Take a new copy after a key was added.
    </p>
  </aside>
);

const PROVIDERS: Record<EncryptionView['provider'], string> = {
  file: 'the rights of the file: only the user of this service can read it',
  vault: 'HashiCorp Vault: what stands in the file opens nothing without it',
};
