import type { PracticeClient } from '../clients/client.ts';
import {
  changeClient,
  createClient,
  regenerateSecret,
  type Saved,
  setActive,
} from '../clients/save-client.ts';
import { sendJson } from '../http/answer.ts';
import { route } from '../http/router.ts';
import { EMPTY_DRAFT } from '../portal/read-client-form.ts';
import type { Exchange } from '../practice.ts';
import { readDraft } from './read-draft.ts';
import { readJson, sendMessages } from './read-json.ts';

/** Clients without the portal, for tests and training. Not Coupa's: a real instance has no such interface. */
const PATH = '/practice/clients';

const act = ({ practice }: Exchange) => ({ by: 'tests and training', at: new Date(practice.now()) });

const ofClient =
  (handle: (exchange: Exchange, client: PracticeClient) => void | Promise<void>) => (exchange: Exchange) => {
    const key = exchange.params[0] ?? '';
    const { store } = exchange.practice;
    const client = store.findClient(key) ?? store.findClientById(Number(key));
    return client ? handle(exchange, client) : sendMessages(exchange.res, 404, ['There is no such client.']);
  };

async function create(exchange: Exchange) {
  const { req, res, practice } = exchange;
  const body = await readJson(req, res);
  if (!body) return;
  const { draft, messages } = readDraft(body, { ...EMPTY_DRAFT, grantType: 'client_credentials' });
  if (messages.length > 0) return sendMessages(res, 422, messages);
  sendSaved(exchange, createClient(practice.store, draft, act(exchange)), body.active, 201);
}

const change = ofClient(async (exchange, client) => {
  const { req, res, practice } = exchange;
  const body = await readJson(req, res);
  if (!body) return;
  const { draft, messages } = readDraft(body, client);
  if (messages.length > 0) return sendMessages(res, 422, messages);
  sendSaved(exchange, changeClient(practice.store, client, draft, act(exchange)), body.active, 200);
});

function sendSaved(exchange: Exchange, { client, messages }: Saved, active: unknown, status: number) {
  const { res, practice } = exchange;
  if (!client) return sendMessages(res, 422, messages);
  const isSwitched = typeof active === 'boolean' && active !== client.active;
  sendJson(res, status, isSwitched ? setActive(practice.store, client, active, act(exchange)) : client);
}

export const TRAINING_CLIENT_ROUTES = [
  route('GET', PATH, ({ res, practice }) => sendJson(res, 200, practice.store.clients)),
  route('POST', PATH, create),
  route(
    'GET',
    `${PATH}/:id`,
    ofClient(({ res }, client) => sendJson(res, 200, client)),
  ),
  route('PATCH', `${PATH}/:id`, change),
  route(
    'POST',
    `${PATH}/:id/regenerate`,
    ofClient((exchange, client) =>
      sendJson(exchange.res, 200, regenerateSecret(exchange.practice.store, client, act(exchange))),
    ),
  ),
];
