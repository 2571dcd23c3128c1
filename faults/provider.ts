import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerGrant } from './provider/answer.ts';
import type { Behaviour } from './provider/behaviours.ts';
import { Faults, type Rule, type Stage } from './provider/faults.ts';
import { Instance, readForm } from './provider/instance.ts';
import { Truth } from './provider/truth.ts';
import { serve, tell } from './remote.ts';

/**
 * An authorization server in a process of its own that keeps the truth about every token it issued, and does to a request what it
 * is told to. Each instance is a listener; accounts are told apart by their client_id.
 */
let offsetMs = 0;
const now = () => Date.now() + offsetMs;
const truth = new Truth(now);
const faults = new Faults();
const instances = new Map<string, Instance>();
const held = new Map<string, () => void>();
const running = new Map<string, number>();
/** Of the instances that are watched: at others something may still hang from an earlier scenario. */
const busiest = { overall: 0, perInstance: 0 };
let watched = new Set<string>();

async function answer(origin: string, request: IncomingMessage, response: ServerResponse) {
  const { pathname } = new URL(request.url ?? '/', origin);
  response.setHeader('Date', new Date(now()).toUTCString());
  if (pathname !== '/oauth2/token') {
    // The connection ends, so that a token request makes one of its own.
    response.writeHead(404, { 'Content-Type': 'application/json', Connection: 'close' }).end('{}');
    return;
  }
  const form = await readForm(request);
  count(origin, 1);
  try {
    await answerToken(origin, form, response);
  } finally {
    count(origin, -1);
  }
}

async function answerToken(origin: string, form: URLSearchParams, response: ServerResponse) {
  const clientId = form.get('client_id') ?? '';
  tell({ event: 'asked', clientId, origin });
  const fault = faults.take(clientId, origin);
  const hold = (stage: Stage) => {
    const isLetGo = new Promise<void>((resolve, reject) => {
      held.set(clientId, resolve);
      // Who asked has gone: nothing more is done for it.
      response.once('close', () => reject(new Error('gone')));
    });
    tell({ event: 'held', clientId, stage });
    return isLetGo;
  };
  if (fault?.kind === 'hold' && fault.stage === 'before') await hold('before');
  if (fault?.kind === 'reset' && fault.stage === 'before') return response.socket?.resetAndDestroy();
  if (fault?.kind === 'answer' && !fault.spends) return write(response, fault);
  if (!truth.isRightSecret(clientId, form.get('client_secret') ?? ''))
    return write(response, { status: 401, body: '{"error":"invalid_client"}' });
  const issued =
    form.get('grant_type') === 'refresh_token'
      ? truth.refresh(clientId, form.get('refresh_token') ?? '')
      : truth.credentials(clientId);
  if (!issued) return write(response, { status: 400, body: '{"error":"invalid_grant"}' });
  if (fault?.kind === 'answer') return write(response, fault);
  await answerGrant(response, issued, fault, hold);
}

function write(
  response: ServerResponse,
  { status, headers = {}, body = '' }: { status: number; headers?: Record<string, string>; body?: string },
) {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(body);
}

function count(origin: string, more: number) {
  running.set(origin, (running.get(origin) ?? 0) + more);
  const here = [...watched].map((each) => running.get(each) ?? 0);
  busiest.perInstance = Math.max(busiest.perInstance, ...here);
  busiest.overall = Math.max(
    busiest.overall,
    here.reduce((sum, each) => sum + each, 0),
  );
}

const instanceAt = (origin: string): Instance => {
  const instance = instances.get(origin);
  if (!instance) throw new Error(`There is no instance at ${origin}`);
  return instance;
};

interface Opened {
  clientId: string;
  secret: string;
  behaviour: Behaviour | null;
}

export const handlers = {
  /** A new instance; its origin. */
  async start(): Promise<string> {
    const instance: Instance = new Instance(
      (request, response) => {
        response.on('error', () => undefined);
        answer(instance.origin, request, response).catch(() => response.destroy());
      },
      () => tell({ event: 'unread', origin: instance.origin }),
    );
    await instance.listen();
    instances.set(instance.origin, instance);
    return instance.origin;
  },
  close: (origin: string) => instanceAt(origin).close(),
  listen: (origin: string) => instanceAt(origin).listen(),
  stopReading: (origin: string) => instanceAt(origin).stopReading(),
  readAgain: (origin: string) => instanceAt(origin).readAgain(),
  open: (clients: Opened[]) => clients.map((client) => truth.open(client)),
  setSecret: ({ clientId, secret }: { clientId: string; secret: string }) =>
    truth.setSecret(clientId, secret),
  inject: (rules: Rule[]) => {
    for (const rule of rules) faults.inject(rule);
  },
  clearFaults: () => faults.clear(),
  /** How many faults were done to requests. */
  faultsDone: () => faults.done,
  /** Lets a held request go on. */
  letGo: (clientId: string) => {
    held.get(clientId)?.();
    held.delete(clientId);
  },
  moveClock: (ms: number) => {
    offsetMs += ms;
  },
  offsetMs: () => offsetMs,
  /** Calls of the API; which of these tokens were taken. */
  use: (accessTokens: string[]) => accessTokens.map((each) => truth.use(each)),
  busiest: () => busiest,
  watch: (origins: string[]) => {
    watched = new Set(origins);
    Object.assign(busiest, { overall: 0, perInstance: 0 });
  },
  countAsked: () => truth.asked.length,
  asked: (clientIds: string[]) => {
    const wanted = new Set(clientIds);
    return truth.asked.filter(({ clientId }) => wanted.has(clientId));
  },
  /** What a judge has to know of these clients. */
  truthOf: (clientIds: string[]) =>
    clientIds.map((clientId) => ({
      clientId,
      behaviour: truth.behaviourOf(clientId),
      issued: truth.issued
        .filter((each) => each.clientId === clientId && each.refreshToken !== null)
        .map(({ refreshToken, left, atMs }) => ({
          refreshToken: refreshToken ?? '',
          left,
          atMs,
          isTaken: truth.isTaken(refreshToken ?? ''),
        })),
      endedByReplay: truth.endedByReplay(clientId),
    })),
};
export type ProviderHandlers = typeof handlers;

serve(handlers);
