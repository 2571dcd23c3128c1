import type { ReactNode } from 'react';
import type { GrantType } from '@/lib/accounts/schema';
import { LabelledRow } from './form-row';
import { Box, IllustrationFrame, Screen } from './illustration-frame';

interface ClientPageIllustrationProps {
  grantType: GrantType;
  name: string;
  login: string;
  clientId: string;
  redirectUri: string;
  scopes: readonly string[];
  /** `copy`: what goes where. `rejected`: what to compare, and that the client must be active. `regenerate`: a new secret. */
  purpose?: 'copy' | 'rejected' | 'regenerate';
  /** Further buttons, such as a link to the clients page. */
  buttons?: ReactNode;
}

/** The client's page in Coupa after Save. */
export function ClientPageIllustration(account: ClientPageIllustrationProps) {
  const { grantType, name, login, clientId, redirectUri, scopes, purpose = 'copy', buttons } = account;
  const isCode = grantType === 'authorization_code';
  const isRegenerating = purpose === 'regenerate';
  return (
    <IllustrationFrame
      screen={isRegenerating ? 'The client’s page in Coupa' : 'The client’s page in Coupa, after Save'}
      sentences={SENTENCES[purpose](clientId)}
      buttons={buttons}
    >
      <Screen path={['OAuth2/OpenID Connect Clients', name || 'your client']}>
        <Part title="General Info">
          <LabelledRow label="Name">{name || <em>the name you chose</em>}</LabelledRow>
          <LabelledRow label="Identifier">
            <Box mark={1} className="w-full font-mono">
              <span className="min-w-0 wrap-anywhere">{clientId || '32 characters, 0–9 and a–f'}</span>
            </Box>
          </LabelledRow>
          {isCode && (
            <LabelledRow label="Redirect Uris">
              <span className="wrap-anywhere">{redirectUri}</span>
            </LabelledRow>
          )}
          <LabelledRow label="Grant Type">{isCode ? 'Authorization Code' : 'Client Credentials'}</LabelledRow>
        </Part>
        <Part title="Security Info">
          {!isCode && login && <LabelledRow label="Login">{login}</LabelledRow>}
          <LabelledRow label="Secret">
            <span className="flex flex-wrap gap-3">
              <Box className="w-18 text-ink">
                <span aria-hidden="true">••••••••</span>
                <span className="sr-only">hidden</span>
              </Box>
              <Box mark={isRegenerating ? 3 : 2}>Show/Hide</Box>
              <Box mark={isRegenerating ? 2 : undefined}>Regenerate</Box>
            </span>
          </LabelledRow>
        </Part>
        <Part title="Permissions">
          <LabelledRow label="OIDC scopes">
            <span className="wrap-anywhere">{scopes.join(', ') || 'as ticked on the client'}</span>
          </LabelledRow>
          <LabelledRow label="Active">{purpose === 'rejected' ? <Box mark={3}>Yes</Box> : 'Yes'}</LabelledRow>
        </Part>
      </Screen>
    </IllustrationFrame>
  );
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className="mb-3 last:mb-0">
    <p className="mb-1.5 border-b border-line pb-1 text-xs font-semibold">{title}</p>
    <dl>{children}</dl>
  </div>
);

const SECRET_WARNING = (
  <>
    Leave <strong>Regenerate</strong> alone; it replaces the secret for everything that uses it.
  </>
);

const copySentences = () => [
  <>
    Copy the <strong>Identifier</strong> into Client ID.
  </>,
  <>
    Press <strong>Show/Hide</strong>, then copy the <strong>Secret</strong>. {SECRET_WARNING}
  </>,
];

const rejectedSentences = (clientId: string) => [
  <>
    Compare the last four characters with the Client ID you sent: <code>{clientId.slice(-4)}</code>.
  </>,
  <>
    Press <strong>Show/Hide</strong>, then copy the whole <strong>Secret</strong>: 64 characters.{' '}
    {SECRET_WARNING}
  </>,
  <>
    <strong>Active</strong> must say Yes. An inactive client is rejected in the same words.
  </>,
];

const regenerateSentences = (clientId: string) => [
  <>
    See that the <strong>Identifier</strong> ends with <code>{clientId.slice(-4)}</code>.
  </>,
  <>
    Press <strong>Regenerate</strong>. From now on the old secret most likely works no more.
  </>,
  <>
    Press <strong>Show/Hide</strong>, then copy the whole <strong>Secret</strong>: 64 characters.
  </>,
];

const SENTENCES = {
  copy: copySentences,
  rejected: rejectedSentences,
  regenerate: regenerateSentences,
};
