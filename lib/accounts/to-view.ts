import { hashConfiguration } from '@/lib/accounts/configuration-hash';
import { type StatusUpkeep, statusOf } from '@/lib/accounts/status';
import { finishedSteps, nextStep } from '@/lib/accounts/steps';
import type { AccountStatus, AccountView, TokenView } from '@/lib/accounts/view';
import type { accounts, tokens } from '@/lib/db/schema';
import type { AccountSecret } from '@/lib/keys/account-secret';
import type { UpkeepRow } from '@/lib/upkeep/data';
import { toUpkeepView } from '@/lib/upkeep/view';
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
  deputyName: string | null;
  token: TokenRecord | null;
  upkeep: UpkeepRow | null;
  tokenView: TokenView | null;
  report: Report | null;
  appUrl: string;
  now: Date;
}

/** One that was obtained with exactly this configuration; of an account that was put aside nothing counts. */
export function hasCurrentToken(
  account: AccountRecord,
  token: Pick<TokenRecord, 'configurationHash'> | null,
  appUrl: string,
): boolean {
  if (account.quarantinedAt) return false;
  return token?.configurationHash === hashConfiguration(configurationOf(account, appUrl));
}

/** How far an account has come, and the one state that follows from it. */
export function standingOf(
  account: AccountRecord,
  token: Pick<TokenRecord, 'configurationHash' | 'expiresAt'> | null,
  upkeep: StatusUpkeep | null,
  appUrl: string,
  now: Date,
) {
  const progress = {
    finishedForms: account.finishedStep,
    hasCurrentToken: hasCurrentToken(account, token, appUrl),
  };
  const status = statusOf({ ...account, ...progress, now, expiresAt: token?.expiresAt ?? null, upkeep });
  return { progress, status };
}

/** The last successful read, of a report or of the periodic probe, shown as the proof under a status. */
export function proofOf(report: Report | null, probe: AccountStatus['proof']): AccountStatus['proof'] {
  const read = proofOfReport(report);
  return probe && (!read || probe.at > read.at) ? probe : read;
}

function proofOfReport(report: Report | null): AccountStatus['proof'] {
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
  deputyName,
  token,
  tokenView,
  upkeep,
  report,
  appUrl,
  now,
}: Parts): AccountView {
  const { progress, status } = standingOf(account, token, upkeep, appUrl, now);
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
    ownerId: account.ownerId,
    ownerName,
    deputyId: account.deputyId,
    deputyName,
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
    status: { ...status, proof: proofOf(report, upkeep?.proof ?? null) },
    upkeep: toUpkeepView(upkeep, now),
  };
}
