import { ExternalLink } from '@/components/ui/button';
import { clientsPageUrl } from '@/lib/coupa/endpoints';
import { Box, IllustrationFrame, MarkNumber, Screen } from './illustration-frame';

/** Setup and the clients list. `origin` is null until an instance is known: then there is nothing to open. */
export const SetupIllustration = ({
  origin,
  isExisting,
}: {
  origin: string | null;
  isExisting?: boolean;
}) => (
  <IllustrationFrame
    screen="Setup in Coupa"
    sentences={sentences(isExisting)}
    buttons={
      origin && (
        <ExternalLink variant="secondary" href={clientsPageUrl(origin)}>
          Open the clients page
        </ExternalLink>
      )
    }
    note={origin && `${new URL(clientsPageUrl(origin)).host}/oauth2/clients, in a new tab`}
  >
    <Screen path={['Setup']}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        Find it fast! Use the Instant Filter
        <Box mark={1} className="min-w-24 flex-1">
          oauth
        </Box>
      </div>
      <p className="mt-4 mb-2 font-semibold">Integrations</p>
      <Box mark={2}>OAuth2/OpenID Connect Clients</Box>
    </Screen>
    <Screen path={['Setup', 'Integrations', 'OAuth2/OpenID Connect Clients']}>
      <div className="flex items-center justify-between gap-4">
        <Box mark={isExisting ? undefined : 3}>Create</Box>
        <Box className="w-36">Search</Box>
      </div>
      <ClientsTable isExisting={isExisting} />
    </Screen>
  </IllustrationFrame>
);

const sentences = (isExisting?: boolean) => [
  <>
    Sign in to Coupa, open <strong>Setup</strong> and type <code>oauth</code> into the Instant Filter.
  </>,
  <>
    Choose <strong>OAuth2/OpenID Connect Clients</strong> under Integrations.
  </>,
  isExisting ? (
    <>Find your client in the list and open it: its Identifier and its Secret stand on its page.</>
  ) : (
    <>
      Press <strong>Create</strong>, then come back here for the values to type.
    </>
  ),
];

const ClientsTable = ({ isExisting }: { isExisting?: boolean | undefined }) => (
  <table className="mt-3 w-full text-left">
    <caption className="sr-only">Clients, as an example</caption>
    <thead>
      <tr className="border-b border-line">
        {['Name', 'Grant Type', 'Actions'].map((header) => (
          <th key={header} scope="col" className="py-1.5 pr-2 font-semibold">
            {header}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      <ExampleRow name="Card feed" grantType="Client Credentials" isMarked={isExisting} />
      <ExampleRow name="Directory sync" grantType="Authorization Code" />
    </tbody>
  </table>
);

const ExampleRow = ({
  name,
  grantType,
  isMarked,
}: {
  name: string;
  grantType: string;
  isMarked?: boolean | undefined;
}) => (
  <tr>
    <td className="py-1 pr-2">
      {isMarked && <MarkNumber number={3} className="mr-2" />}
      {isMarked ? <span className="text-ink">your client</span> : name}
    </td>
    <td className="py-1 pr-2">{grantType}</td>
    <td className="py-1">Edit</td>
  </tr>
);
