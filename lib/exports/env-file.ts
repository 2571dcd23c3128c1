import { type ExportAccount, scopeText, tokenUrl } from '@/lib/exports/export-account';
import { commentText, shellQuote } from '@/lib/exports/shell-quote';

/** Variables for a program, to be sourced by a shell or read by a dotenv library. The secret is left to fill in. */
export function envFile(account: ExportAccount): string {
  const isForCode = account.grantType === 'authorization_code';
  const lines: [string, string][] = [
    ['COUPA_INSTANCE_URL', account.instanceUrl],
    ['COUPA_TOKEN_URL', tokenUrl(account)],
    ...(isForCode ? [authorizationUrlOf(account)] : []),
    ['COUPA_GRANT_TYPE', account.grantType],
    ['COUPA_CLIENT_ID', account.clientId],
    ['COUPA_SCOPE', scopeText(account)],
    ...(isForCode ? [redirectUriOf(account)] : []),
  ];
  return [
    `# ${commentText(account.label)}`,
    ...lines.map(([name, value]) => `${name}=${envValue(value)}`),
    '# Fill in from Coupa: the client’s page, Show/Hide. Keep this file out of version control.',
    'COUPA_CLIENT_SECRET=',
    '',
  ].join('\n');
}

const authorizationUrlOf = ({ instanceUrl }: ExportAccount): [string, string] => [
  'COUPA_AUTHORIZATION_URL',
  `${instanceUrl}/oauth2/authorizations/new`,
];
const redirectUriOf = ({ redirectUri }: ExportAccount): [string, string] => [
  'COUPA_REDIRECT_URI',
  redirectUri,
];

const envValue = (value: string) => (/^[\w./:-]*$/.test(value) ? value : shellQuote(value));
