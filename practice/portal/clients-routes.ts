import type { PracticeClient } from '../clients/client.ts';
import {
  changeClient,
  createClient,
  regenerateSecret,
  type Saved,
  setActive,
} from '../clients/save-client.ts';
import { sendPage, sendSeeOther } from '../http/answer.ts';
import { readForm } from '../http/read-body.ts';
import { route } from '../http/router.ts';
import type { Exchange } from '../practice.ts';
import type { PracticeUser } from '../users.ts';
import { type ClientForm, clientFormPage } from './client-form-page.ts';
import { clientPage } from './client-page.ts';
import { clientsPage } from './clients-page.ts';
import { notFoundPage } from './plain-pages.ts';
import { EMPTY_DRAFT, readClientForm } from './read-client-form.ts';
import { adminOnly } from './signed-in.ts';

const LIST = '/oauth2/clients';
const NOT_MODELLED = 'Device code is not part of this practice instance';

/** For routes below one client. */
const ofClient = (
  handle: (exchange: Exchange, user: PracticeUser, client: PracticeClient) => void | Promise<void>,
) =>
  adminOnly((exchange, user) => {
    const client = exchange.practice.store.findClientById(Number(exchange.params[0]));
    return client ? handle(exchange, user, client) : sendPage(exchange.res, 404, notFoundPage(user));
  });

const act = ({ practice }: Exchange, user: PracticeUser) => ({
  by: user.login,
  at: new Date(practice.now()),
});

const showList = adminOnly(({ res, url, practice }, user) => {
  const search = url.searchParams.get('q')?.trim() ?? '';
  const words = search.toLowerCase();
  const found = practice.store.clients.filter((client) =>
    [client.name, client.clientId, client.login].some((text) => text.toLowerCase().includes(words)),
  );
  sendPage(res, 200, clientsPage(user, found, search));
});

const showNew = adminOnly(({ res }, user) =>
  sendPage(
    res,
    200,
    clientFormPage(user, { draft: EMPTY_DRAFT, redirectUrisText: '', clientId: null, messages: [] }),
  ),
);

const showEdit = ofClient(({ res }, user, client) => {
  const redirectUrisText = client.redirectUris.join(', ');
  sendPage(
    res,
    200,
    clientFormPage(user, { draft: client, redirectUrisText, clientId: client.id, messages: [] }),
  );
});

const create = adminOnly(async (exchange, user) => {
  const form = await readForm(exchange.req);
  const draft = readClientForm(form);
  const saved: Saved =
    form.get('grant_type') === 'device_code'
      ? { client: null, messages: [NOT_MODELLED] }
      : createClient(exchange.practice.store, draft, act(exchange, user));
  answerSaved(exchange, user, saved, {
    draft,
    redirectUrisText: form.get('redirect_uris') ?? '',
    clientId: null,
  });
});

const change = ofClient(async (exchange, user, client) => {
  const form = await readForm(exchange.req);
  const draft = readClientForm(form, client);
  const saved = changeClient(exchange.practice.store, client, draft, act(exchange, user));
  answerSaved(exchange, user, saved, {
    draft,
    redirectUrisText: form.get('redirect_uris') ?? '',
    clientId: client.id,
  });
});

function answerSaved(
  { res }: Exchange,
  user: PracticeUser,
  saved: Saved,
  form: Omit<ClientForm, 'messages'>,
) {
  if (saved.client) return sendSeeOther(res, `${LIST}/${saved.client.id}`);
  sendPage(res, 422, clientFormPage(user, { ...form, messages: saved.messages }));
}

const regenerate = ofClient((exchange, user, client) => {
  regenerateSecret(exchange.practice.store, client, act(exchange, user));
  sendSeeOther(exchange.res, `${LIST}/${client.id}`);
});

const switchActive = (isActive: boolean) =>
  ofClient((exchange, user, client) => {
    setActive(exchange.practice.store, client, isActive, act(exchange, user));
    sendSeeOther(exchange.res, LIST);
  });

export const CLIENT_ROUTES = [
  route('GET', LIST, showList),
  route('POST', LIST, create),
  route('GET', `${LIST}/new`, showNew),
  route(
    'GET',
    `${LIST}/:id`,
    ofClient(({ res }, user, client) => sendPage(res, 200, clientPage(user, client))),
  ),
  route('POST', `${LIST}/:id`, change),
  route('GET', `${LIST}/:id/edit`, showEdit),
  route('POST', `${LIST}/:id/regenerate`, regenerate),
  route('POST', `${LIST}/:id/activate`, switchActive(true)),
  route('POST', `${LIST}/:id/deactivate`, switchActive(false)),
];
