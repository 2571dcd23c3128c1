import { hashConfiguration } from '@/lib/accounts/configuration-hash';
import { statusOf } from '@/lib/accounts/status';
import { finishedSteps, nextStep } from '@/lib/accounts/steps';
import type { AccountStatus, AccountView, TokenView } from '@/lib/accounts/view';
import type { accounts, tokens } from '@/lib/db/schema';
import type { AccountSecret } from '@/lib/keys/account-secret';
import type { Report } from '@/lib/validation/report';

export type AccountRecord = typeof accounts.$inferSelect;
export type TokenRecord = typeof tokens.$inferSelect;

/** The redirect URI is one for each account: an answer meant for another account cannot arrive here (RFC 9700 §4.4). */
export const redirectUriOf = (appUrl: string, accountId: string) =>
  `${appUrl}/api/oauth/callback/${accountId}`;

export const configurationOf = (account: AccountRecord, appUrl: string) => ({
  ...account,
  redirectUri: redirectUriOf(appUrl, account.id),
});

interface Parts {
  account: AccountRecord;
  ownerName: string;
  token: TokenRecord | null;
  tokenView: TokenView | null;
  report: Report | null;
  appUrl: string;
  now: Date;
}

/** One that was obtained with exactly this configuration; of an account that was put aside nothing counts. */
export function hasCurrentToken(account: AccountRecord, token: TokenRecord | null, appUrl: string): boolean {
  if (account.quarantinedAt) return false;
  return token?.configurationHash === hashConfiguration(configurationOf(account, appUrl));
}

/** How far an account has come, and the one state that follows from it. */
export function standingOf(account: AccountRecord, token: TokenRecord | null, appUrl: string, now: Date) {
  const progress = {
    finishedForms: account.finishedStep,
    hasCurrentToken: hasCurrentToken(account, token, appUrl),
  };
  const status = statusOf({ ...account, ...progress, now, expiresAt: token?.expiresAt ?? null });
  return { progress, status };
}

/** The last successful read of a report, shown as the proof under a status. */
export function proofOf(report: Report | null): AccountStatus['proof'] {
  const reads = report?.checks.filter(({ group, trace }) => group === 'reads' && trace?.status === 200) ?? [];
  const trace = reads.at(-1)?.trace;
  if (!trace?.status) return null;
  return {
    method: trace.method,
    path: new URL(trace.url).pathname,
    status: trace.status,
    at: trace.startedAt,
  };
}

const quarantineOf = ({ quarantinedAt, quarantinedValue }: AccountRecord): AccountView['quarantine'] =>
  quarantinedAt && { at: quarantinedAt.toISOString(), value: quarantinedValue as AccountSecret | null };

export function toAccountView({
  account,
  ownerName,
  token,
  tokenView,
  report,
  appUrl,
  now,
}: Parts): AccountView {
  const { progress, status } = standingOf(account, token, appUrl, now);
  return {
    id: account.id,
    label: account.label,
    accountType: account.accountType,
    instanceUrl: account.instanceUrl,
    clientSource: account.clientSource,
    grantType: account.grantType,
    clientProof: account.clientProof,
    name: account.name,
    login: account.login,
    contactFirstName: account.contactFirstName,
    contactLastName: account.contactLastName,
    contactEmail: account.contactEmail,
    scopeSource: account.scopeSource,
    scopes: account.scopes,
    clientId: account.clientId,
    hasClientSecret: account.clientSecretSealed !== null,
    clientSecretLength: account.clientSecretLength,
    redirectUri: redirectUriOf(appUrl, account.id),
    ownerName,
    createdAt: account.createdAt.toISOString(),
    updatedAt: account.updatedAt.toISOString(),
    appliedAt: account.appliedAt?.toISOString() ?? null,
    deletedAt: account.deletedAt?.toISOString() ?? null,
    version: account.version,
    finishedSteps: finishedSteps(progress),
    nextStep: nextStep(progress),
    token: tokenView,
    isTokenCurrent: progress.hasCurrentToken,
    verdict: account.verdict,
    report,
    problem: account.problem,
    quarantine: quarantineOf(account),
    status: { ...status, proof: proofOf(report) },
  };
}
