import { CopyBlock } from '@/components/ui/copy-block';
import { Disclosure } from '@/components/ui/disclosure';
import type { AccountView } from '@/lib/accounts/view';
import { clientsPageUrl } from '@/lib/coupa/endpoints';

/** Who does what when the reader may not open the clients page. */
export const OtherAdministrator = ({ account }: { account: AccountView }) => (
  <Disclosure summary="Is the Coupa administrator somebody else?">
    <div className="space-y-3 text-sm">
      <p>
        Agree on a time: from Regenerate on, everything that uses this client needs the new secret. The
        administrator presses Regenerate and hands the secret over through a password manager, never by mail
        or chat. Or invite the administrator as an editor, who then enters it on this page.
      </p>
      <CopyBlock what="the request" text={requestText(account)} />
    </div>
  </Disclosure>
);

const requestText = ({ instanceUrl, name, clientId }: AccountView) =>
  [
    `Please open ${clientsPageUrl(instanceUrl)}`,
    `and the client ${name ? `“${name}”, ` : ''}Identifier ending ${clientId.slice(-4)}.`,
    'At the time we agree on: press Regenerate, then Show/Hide, and hand me the whole Secret (64 characters) through our password manager.',
    'The old Secret most likely stops at that moment, for everything that uses this client.',
  ].join('\n');
