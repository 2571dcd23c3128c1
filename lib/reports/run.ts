import { randomUUID } from 'node:crypto';
import { loadAccount } from '@/lib/accounts/data';
import type { TokenRecord } from '@/lib/accounts/to-view';
import type { AuthorizeContext } from '@/lib/authorize/begin';
import { findEndpoints } from '@/lib/authorize/find-endpoints';
import type { Person } from '@/lib/door/current-person';
import { AppError, type Trace } from '@/lib/errors';
import { requireUsable } from '@/lib/keys/quarantined';
import { readApi } from '@/lib/oauth/api-read';
import { readUserinfo } from '@/lib/oauth/userinfo';
import { saveReport } from '@/lib/reports/mutations';
import { openAccessToken, openIdToken } from '@/lib/tokens/open';
import type { ReportEvent } from '@/lib/validation/report';
import { validateToken } from '@/lib/validation/validate-token';
import type { ValidationInput } from '@/lib/validation/validation-input';

/** Validates the token in use, check by check, and keeps the report, also when it was cancelled. @throws AppError step_not_ready without a token */
export async function* runValidation(
  context: AuthorizeContext,
  person: Person,
  accountId: string,
  signal: AbortSignal,
): AsyncGenerator<ReportEvent> {
  const { store, outbound, clock } = context;
  const { account, token } = await loadAccount(store, accountId);
  if (!token) throw new AppError('step_not_ready');
  requireUsable(account);
  const accessToken = await openAccessToken(store, token);
  const events = validateToken({
    accountId,
    reportId: randomUUID(),
    instanceUrl: account.instanceUrl,
    grantType: account.grantType,
    clientProof: account.clientProof,
    scopeSource: account.scopeSource,
    requestedScopes: token.requestedScopes ?? [],
    accessToken,
    hasRefreshToken: token.refreshTokenSealed !== null,
    ...(await describeIdToken(context, account.instanceUrl, token)),
    expirySource: token.expirySource,
    obtainedAt: token.obtainedAt,
    expiresAt: token.expiresAt,
    responseScopes: token.responseScopes,
    tokenTraces: token.traces as Trace[],
    readApi: (path, readSignal) =>
      readApi({ origin: account.instanceUrl, path, accessToken, outbound, clock, signal: readSignal }),
    clock,
    signal,
  });
  for await (const event of events) {
    if (event.type === 'ended') await saveReport(store, event.report, token.version, person);
    yield event;
  }
}

/** What there is to say about the ID token, and the way to ask the instance about the person whom it names. */
async function describeIdToken(
  { store, outbound }: AuthorizeContext,
  instanceUrl: string,
  token: TokenRecord,
): Promise<Pick<ValidationInput, 'idToken' | 'readConsenter'>> {
  const idToken = await openIdToken(store, token);
  if (!idToken) return { idToken: null };
  const { userinfo: endpoint, otherIssuer } = await findEndpoints(instanceUrl, outbound);
  const subject = idToken.claims?.sub;
  const asked = { accessToken: await openAccessToken(store, token), outbound };
  return {
    idToken: { present: true, verified: idToken.verified, ...(otherIssuer && { otherIssuer }) },
    ...(endpoint &&
      typeof subject === 'string' && {
        readConsenter: (signal) => readUserinfo({ ...asked, endpoint, subject, signal }),
      }),
  };
}
