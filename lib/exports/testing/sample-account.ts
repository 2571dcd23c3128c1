import type { ExportAccount } from '@/lib/exports/export-account';

export const systemAccount: ExportAccount = {
  label: 'AP invoices to ledger',
  accountType: 'snaplogic-oauth2',
  instanceUrl: 'https://acme-test.coupahost.com',
  grantType: 'client_credentials',
  clientProof: 'shared_secret',
  clientId: '3f9a0c41d27be8650b14f7a92c6d835e',
  scopes: ['core.common.read', 'core.invoice.read', 'core.invoice.create'],
  redirectUri: 'https://wizard.example/api/oauth/callback/1',
  tokenAddress: 'https://wizard.example/api/accounts/1/token',
  hasRefreshToken: false,
  expiresAt: '2026-11-25T14:05:00.000Z',
};

export const personAccount: ExportAccount = {
  ...systemAccount,
  grantType: 'authorization_code',
  scopes: ['core.invoice.read', 'offline_access'],
  hasRefreshToken: true,
};
