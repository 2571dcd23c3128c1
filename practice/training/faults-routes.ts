import { FAULT_NAMES, isFaultName } from '../faults.ts';
import { sendJson, sendPage, sendSeeOther } from '../http/answer.ts';
import { readForm } from '../http/read-body.ts';
import { route } from '../http/router.ts';
import type { Exchange } from '../practice.ts';
import { faultsPage } from './faults-page.ts';
import { readJson, sendMessages } from './read-json.ts';

const PATH = '/practice/faults';

/** A page for browsers, JSON for everyone else. */
function showFaults({ req, res, practice }: Exchange) {
  const states = practice.store.faults();
  const isBrowser = (req.headers.accept ?? '').includes('text/html');
  if (isBrowser) sendPage(res, 200, faultsPage(states, practice.sessions.user(req)));
  else sendJson(res, 200, states);
}

/** The form carries those that are on. */
async function saveForm({ req, res, practice }: Exchange) {
  const on = (await readForm(req)).getAll('on');
  practice.store.setFaults(Object.fromEntries(FAULT_NAMES.map((name) => [name, on.includes(name)])));
  sendSeeOther(res, PATH);
}

async function putFaults({ req, res, practice }: Exchange) {
  const body = await readJson(req, res);
  if (!body) return;
  const wrong = Object.entries(body).filter(
    ([name, value]) => !isFaultName(name) || typeof value !== 'boolean',
  );
  if (wrong.length > 0) {
    return sendMessages(
      res,
      422,
      wrong.map(([name]) =>
        isFaultName(name) ? `${name} has to be true or false` : `There is no fault ${name}`,
      ),
    );
  }
  practice.store.setFaults(body);
  sendJson(res, 200, practice.store.faults());
}

function reset({ req, res, practice }: Exchange) {
  practice.store.reset();
  const isBrowser = (req.headers.accept ?? '').includes('text/html');
  if (isBrowser) sendSeeOther(res, PATH);
  else sendJson(res, 200, { clients: [], faults: practice.store.faults() });
}

export const FAULT_ROUTES = [
  route('GET', PATH, showFaults),
  route('POST', PATH, saveForm),
  route('PUT', PATH, putFaults),
  route('POST', '/practice/reset', reset),
];
