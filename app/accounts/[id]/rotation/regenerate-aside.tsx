import { SourceLine } from '@/app/help/source-line';
import { ClientPageIllustration } from '@/components/coupa/client-page-illustration';
import { ExternalLink } from '@/components/ui/button';
import { Marked } from '@/components/ui/marked';
import type { AccountView } from '@/lib/accounts/view';
import { clientsPageUrl } from '@/lib/coupa/endpoints';
import { REGENERATE_FACTS } from '@/lib/coupa/regenerate';

/** Where to press in Coupa, and what is known of what that does. */
export const RegenerateAside = ({ account }: { account: AccountView }) => (
  <>
    <ClientPageIllustration
      grantType={account.grantType}
      name={account.name}
      login={account.login}
      clientId={account.clientId}
      redirectUri={account.redirectUri}
      scopes={account.scopes}
      purpose="regenerate"
      buttons={
        <ExternalLink variant="secondary" href={clientsPageUrl(account.instanceUrl)}>
          Open the clients page
        </ExternalLink>
      }
    />
    <section aria-labelledby="regenerate-facts">
      <h2 id="regenerate-facts" className="text-lg font-semibold">
        What Regenerate does
      </h2>
      <ul className="mt-3 border-t border-line">
        {REGENERATE_FACTS.map(({ text, certainty, source }) => (
          <li key={text} className="border-b border-line py-3">
            <Marked text={text} />
            <SourceLine certainty={certainty} source={source} />
          </li>
        ))}
      </ul>
    </section>
  </>
);
