import { MAIL_LIMITS } from '@/lib/alerts/mailer';
import { POOL_LIMITS } from '@/lib/db/pool-config';
import { DESTINATIONS, type Destination, REQUESTS, type RequestRule } from '@/lib/oauth/destinations';
import { VAULT_LIMITS } from '@/lib/seal/vault-request';

/** Every host outside with which this service speaks HTTP, with the limits that the code takes. */
export const HTTP_DESTINATIONS: Record<string, Destination> = {
  ...DESTINATIONS,
  vault: {
    purpose: 'The vault that opens the key file, where `KEYS_PROVIDER=vault`',
    hosts: ['VAULT_ADDR'],
    limits: VAULT_LIMITS,
  },
};

/** docs/destinations.md, written from the data that the code uses. */
export const destinationsPage = (): string => `# Where this service connects to

Written by \`npm run destinations\` from the lists that the code itself uses; a test fails when this page says something else.
Nothing else is reached: a request to any other host is refused before a connection is made.

## By HTTP

| To | For | At most | Answer | Headers | At once, to one host |
|---|---|---|---|---|---|
${Object.values(HTTP_DESTINATIONS).map(destinationRow).join('\n')}

For all of them: TLS 1.2 or newer with the certificate verified, and no switch against it; no redirect is followed; answers come
uncompressed or are refused; the limit of time covers connecting, headers and body together. An authority of one's own is named with
\`NODE_EXTRA_CA_CERTS\`. Plain http goes to this machine only, and only to a host that the configuration lists.

An instance is reached by its name; a bare address must be listed. What a name leads to is checked when connecting: addresses of
private networks only for hosts in \`INSTANCE_HOSTS\`, \`ALERT_HOSTS\` or \`OIDC_ISSUER\`, addresses of cloud metadata services and other
special ranges never.

## How often a request is tried

| Request | To | At most | Requests for one wish | A second | Why |
|---|---|---|---|---|---|
${Object.values<RequestRule>(REQUESTS).map(requestRow).join('\n')}

## Database

| To | For | Connecting | Connections |
|---|---|---|---|
| \`DATABASE_URL\` | PostgreSQL, where one is used instead of the embedded database | ${seconds(POOL_LIMITS.connectDeadlineMs)} | ${POOL_LIMITS.maxConnections}, and ${POOL_LIMITS.jobConnections} for jobs with one that listens |

To another machine by verified TLS only: \`sslmode=disable\` and its kind are refused at start.

## Mail server

| To | For | Connecting | Silence | At most |
|---|---|---|---|---|
| \`SMTP_URL\` | Alerts by e-mail, where a mail server is set up | ${seconds(MAIL_LIMITS.connectDeadlineMs)} | ${seconds(MAIL_LIMITS.silenceMs)} | ${seconds(MAIL_LIMITS.deadlineMs)} |

To another machine by verified TLS only, with STARTTLS for \`smtp:\` and from the first byte for \`smtps:\`; there is no switch against it.

## From the browser

A person's browser is sent to the instance of the account that is being authorized, and to the sign-in of the company. Pages load nothing from
other hosts.
`;

const destinationRow = ({ purpose, hosts, limits }: Destination) =>
  row([
    hosts.map(asCode).join(', '),
    purpose,
    seconds(limits.deadlineMs),
    kilobytes(limits.maxAnswerBytes),
    kilobytes(limits.maxHeaderBytes),
    String(limits.connectionsPerHost),
  ]);

const requestRow = ({ what, to, deadlineMs, maxRequests, perSecond, why }: RequestRule) =>
  row([
    what,
    to,
    seconds(deadlineMs),
    String(maxRequests),
    perSecond === null ? '–' : String(perSecond),
    why,
  ]);

const row = (cells: string[]) => `| ${cells.join(' | ')} |`;
const seconds = (ms: number) => `${ms / 1000} s`;
const kilobytes = (bytes: number) => `${bytes / 1024} kB`;
const asCode = (host: string) => (host.includes(' ') ? host : `\`${host}\``);
