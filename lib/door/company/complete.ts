import { recordEventAlone } from '@/lib/audit/record';
import type { Store } from '@/lib/db/store';
import { type CompanyContext, companyRedirectUri } from '@/lib/door/company/begin';
import { confirmByCompany, provedAt } from '@/lib/door/company/confirm';
import { addIdentity, findPersonOf } from '@/lib/door/company/identities';
import { type CompanyIdentity, readIdentity } from '@/lib/door/company/identity';
import { makePersonOf } from '@/lib/door/company/make-person';
import { readProfile } from '@/lib/door/company/profile';
import { claimVisit, hashOf, type Visit, type VisitSecrets } from '@/lib/door/company/visits';
import type { Person } from '@/lib/door/person';
import { createSession, endSession } from '@/lib/door/sessions';
import { AppError } from '@/lib/errors';
import { log } from '@/lib/log';
import { readCallback } from '@/lib/oauth/callback';
import { exchangeCode } from '@/lib/oauth/exchange-code';
import { isSameSecret } from '@/lib/oauth/same-secret';
import type { TokenGrant } from '@/lib/oauth/types';

/** A browser that comes back. */
export interface Coming {
  /** Query of the callback; the address itself is rebuilt from APP_URL. */
  search: string;
  /** Secret of the browser, and the welcome link or invitation that it left with: both from its cookies. */
  browserSecret: string;
  linkToken: string;
  /** Who is signed in there now, and by which session. */
  person: Person | null;
  sessionId: string | null;
  address: string;
  userAgent: string;
}

export interface Arrival {
  /** Page to go to; a failure is named in it by its code. */
  path: string;
  /** Of a new session, for the cookie. */
  sessionId: string | null;
}

/**
 * Takes the answer of the company's sign-in: the visit is claimed first, so that nothing is asked of the provider for an answer that
 * belongs to no visit of this browser; then the code is exchanged and the ID token checked by lib/oauth. A failure is a page as well.
 */
export async function completeCompanyVisit(context: CompanyContext, coming: Coming): Promise<Arrival> {
  let visit: Visit | null = null;
  try {
    const callbackUrl = new URL(companyRedirectUri(context.appUrl));
    callbackUrl.search = coming.search;
    const answer = readCallback(callbackUrl);
    if (answer.state === null) throw new AppError('state_missing');
    const now = context.clock.now();
    const claimed = await claimVisit(context.store, answer.state, coming.browserSecret, now);
    visit = claimed.visit;
    requireSameSession(visit, coming.person);
    if (answer.kind === 'error')
      throw new AppError(answer.error === 'access_denied' ? 'access_denied' : 'authorization_error');
    const grant = await exchange(context, callbackUrl, claimed.secrets);
    const identity = readIdentity(grant, context.provider.endpoints.issuer);
    return await arrive(context, coming, { visit, grant, identity });
  } catch (error) {
    return refuse(context, coming, visit, error);
  }
}

/** A visit for a signed-in person ends in the session that it began in, or nowhere (RFC 9700 update: cross-user fixation). */
function requireSameSession({ sessionIdHash }: Visit, person: Person | null) {
  if (sessionIdHash !== null && !isSameSecret(sessionIdHash, person?.sessionIdHash))
    throw new AppError('session_mismatch');
}

function exchange(
  { provider, clock, appUrl }: CompanyContext,
  callbackUrl: URL,
  { state, codeVerifier, nonce }: VisitSecrets,
): Promise<TokenGrant> {
  return exchangeCode({
    endpoints: provider.endpoints,
    client: provider.client,
    clientProof: 'shared_secret',
    callbackUrl,
    expectedState: state,
    codeVerifier,
    nonce,
    redirectUri: companyRedirectUri(appUrl),
    outbound: provider.outbound,
    clock,
  });
}

interface Arrived {
  visit: Visit;
  grant: TokenGrant;
  identity: CompanyIdentity;
}

async function arrive(context: CompanyContext, coming: Coming, arrived: Arrived): Promise<Arrival> {
  const { store, clock } = context;
  const { visit, identity } = arrived;
  const { person, address } = coming;
  const now = clock.now();
  const path = visit.returnPath;
  if (visit.purpose === 'sign_in') {
    const personId = await findPersonOf(store, identity, now);
    return { path, sessionId: await enter(store, personId, coming, identity, now) };
  }
  if (visit.purpose === 'welcome' || visit.purpose === 'invitation') {
    if (!isSameSecret(visit.linkHash, hashOf(coming.linkToken))) throw new AppError('link_unusable');
    const profile = await readProfile(context.provider, arrived.grant, identity);
    const wanted = { kind: visit.purpose, token: coming.linkToken, identity, profile };
    const personId = await makePersonOf(store, wanted, { address, now });
    return { path, sessionId: await enter(store, personId, coming, identity, now) };
  }
  if (!person) throw new AppError('session_mismatch');
  if (visit.purpose === 'confirm') await confirmByCompany(store, person, arrived, now);
  else await store.db.transaction((tx) => addIdentity({ db: tx, ring: store.ring }, identity, person, now));
  return { path, sessionId: null };
}

/** A new session; the one that the browser had is over (ASVS 7.2.4). A second factor is the company's matter. */
async function enter(
  store: Store,
  personId: string,
  { address, userAgent, sessionId }: Coming,
  identity: CompanyIdentity,
  now: Date,
): Promise<string> {
  const by = { id: personId, address, apiKey: null };
  if (sessionId) await endSession(store, sessionId, now, { kind: 'session_ended', address });
  // The line comes first: no session without one.
  await recordEventAlone(store, { kind: 'signed_in', by, facts: { method: 'company' }, at: now });
  const confirmedAt = provedAt(identity, now);
  const session = { personId, method: 'company' as const, hasSecondFactor: true, address, userAgent };
  return createSession(store, { ...session, confirmedAt }, now);
}

/** Logged by code, never by what the provider said; in the audit log only when the answer belonged to a visit of ours. */
async function refuse(
  { store, clock }: CompanyContext,
  { address, person }: Coming,
  visit: Visit | null,
  error: unknown,
): Promise<Arrival> {
  const { code, facts } = error instanceof AppError ? error : new AppError('internal');
  const reason = typeof facts.reason === 'string' ? facts.reason : null;
  const name = code === 'internal' && error instanceof Error ? error.name : null;
  log.warn('company_sign_in_refused', { code, reason, name });
  const isForSession = visit?.sessionIdHash != null;
  if (visit) {
    await recordEventAlone(store, {
      kind: isForSession ? 'confirmation_refused' : 'sign_in_refused',
      by: isForSession ? person : null,
      address,
      result: 'refused',
      facts: { method: 'company', code },
      at: clock.now(),
    });
  }
  return { path: `${isForSession ? '/you' : '/sign-in'}?problem=${code}`, sessionId: null };
}
