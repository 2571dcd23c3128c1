import { loadAccount } from '@/lib/accounts/data';
import { revealSchema } from '@/lib/accounts/schema';
import { recordEventAlone } from '@/lib/audit/record';
import { AppError } from '@/lib/errors';
import { requestContext } from '@/lib/http/context';
import { accountParams, guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';
import { requireUsable } from '@/lib/keys/quarantined';
import { openAccessToken, openClient } from '@/lib/tokens/open';

/** The one answer that carries a secret: asked for by a person's own click, written into the history, kept by no cache. */
export const POST = guarded(
  { role: 'editor', confirmed: true, rate: 'reveal', params: accountParams, body: revealSchema },
  async ({ person, params, body: { what } }) => {
    const { store } = await requestContext();
    const { account, token } = await loadAccount(store, params.id);
    if (!account.deletedAt) requireUsable(account);
    const value =
      what === 'client_secret'
        ? (await openClient(store, account)).clientSecret
        : token && (await openAccessToken(store, token));
    if (!value || account.deletedAt) throw new AppError('not_found');
    await recordEventAlone(store, {
      accountId: account.id,
      by: person,
      kind: 'revealed',
      facts: { what },
    });
    return jsonResponse({ value });
  },
);
