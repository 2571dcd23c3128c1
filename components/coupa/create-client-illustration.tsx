import type { ReactNode } from 'react';
import { Icon } from '@/components/ui/icon';
import type { ClientProof, GrantType } from '@/lib/accounts/schema';
import { FormRow, LabelledRow } from './form-row';
import { Box, IllustrationFrame, MarkNumber, Screen } from './illustration-frame';

export interface CreateClientIllustrationProps {
  grantType: GrantType;
  clientProof: ClientProof;
  name: string;
  login: string;
  contactFirstName: string;
  contactLastName: string;
  contactEmail: string;
  redirectUri: string;
}

const PATH = ['Setup', 'Integrations', 'OAuth2/OpenID Connect Clients', 'Create'];

/** The form in which Coupa makes a client, with what this account types into it. */
export const CreateClientIllustration = (account: CreateClientIllustrationProps) =>
  account.grantType === 'client_credentials' ? (
    <ClientCredentialsForm {...account} />
  ) : (
    <AuthorizationCodeForm {...account} />
  );

const ClientCredentialsForm = (account: CreateClientIllustrationProps) => (
  <IllustrationFrame
    screen="Create Client in Coupa"
    sentences={[
      <>
        Choose <strong>Client credentials</strong> first. “Authorization code” may be preselected, and the
        fields below change with it.
      </>,
      <>
        Type the <strong>Login</strong> exactly; it becomes an API user of the instance.
      </>,
      'Do not press Save yet: Coupa wants at least one scope.',
    ]}
  >
    <Form grantType="Client credentials" scopesMark={3}>
      <FormRow label="Name *" value={account.name} hasCopy />
      <FormRow label="JWKS URI" remark="leave blank" />
      <FormRow label="Login *" value={account.login} mark={2} hasCopy />
      <FormRow label="Contact First Name *" value={account.contactFirstName} hasCopy />
      <FormRow label="Contact Last Name *" value={account.contactLastName} hasCopy />
      <FormRow label="Contact Email *" value={account.contactEmail} hasCopy />
    </Form>
  </IllustrationFrame>
);

const AuthorizationCodeForm = (account: CreateClientIllustrationProps) => {
  const proof = account.clientProof === 'pkce' ? 'PKCE' : 'Shared secret';
  return (
    <IllustrationFrame
      screen="Create Client in Coupa"
      sentences={[
        <>
          Choose <strong>Authorization code</strong>.
        </>,
        <>
          Copy the <strong>Redirect URI</strong> into the box, without quotes. Several are separated by
          commas.
        </>,
        <>
          Choose <strong>{proof}</strong>
          {proof === 'PKCE' ? '; “Shared secret” is preselected.' : ', which is preselected.'}
        </>,
        'Do not press Save yet: Coupa wants at least one scope.',
      ]}
    >
      <Form grantType="Authorization code" scopesMark={4}>
        <FormRow label="Name *" value={account.name} hasCopy />
        <FormRow label="Redirect URIs" value={account.redirectUri} isMono mark={2} hasCopy />
        <LabelledRow label="">
          <span className="flex flex-wrap items-center gap-x-5 gap-y-1 py-1">
            <DrawnRadio words="Shared secret" isChosen={proof === 'Shared secret'} />
            <DrawnRadio words="PKCE" isChosen={proof === 'PKCE'} />
          </span>
        </LabelledRow>
      </Form>
    </IllustrationFrame>
  );
};

const Form = ({
  grantType,
  scopesMark,
  children,
}: {
  grantType: string;
  scopesMark: number;
  children: ReactNode;
}) => (
  <Screen path={PATH}>
    <p className="mb-2 font-semibold">Create Client</p>
    <dl>
      <LabelledRow label="Grant type *">
        <Box mark={1} className="w-full justify-between">
          {grantType}
          <Icon name="chevron" className="rotate-90" />
        </Box>
      </LabelledRow>
      {children}
      <FormRow label="Scopes *" remark="tick them in the next step" mark={scopesMark} />
    </dl>
  </Screen>
);

const DrawnRadio = ({ words, isChosen }: { words: string; isChosen: boolean }) => (
  <span className={`inline-flex items-center gap-2 ${isChosen ? 'text-ink' : ''}`}>
    {isChosen && <MarkNumber number={3} />}
    <svg
      viewBox="0 0 16 16"
      width="16"
      height="16"
      aria-hidden="true"
      className={isChosen ? 'text-accent' : 'text-control'}
    >
      <circle
        cx="8"
        cy="8"
        r={isChosen ? 5 : 7}
        fill="none"
        stroke="currentColor"
        strokeWidth={isChosen ? 5 : 1}
      />
    </svg>
    {words}
    <span className="sr-only">{isChosen ? ', chosen' : ', not chosen'}</span>
  </span>
);
