import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import path from 'node:path';
import { type Env, readEnv } from '../lib/env.ts';
import { setLogLevel, withRequestId } from '../lib/log.ts';
import { ending } from '../lib/process-wide.ts';
import { installLastResort } from './last-resort.ts';
import { build, needsBuild } from './serve/build-once.ts';
import { countAnswer } from './serve/count-answer.ts';
import { dropHeaders } from './serve/drop-headers.ts';
import { fillHeaders } from './serve/fill-headers.ts';
import { joinUpgrades, listen, listenWords } from './serve/listen.ts';
import { readPacked } from './serve/pack-static.ts';
import { readRoutes } from './serve/read-routes.ts';
import { refuse, refuseRequest } from './serve/refuse-request.ts';
import { setClientAddress } from './serve/set-client-address.ts';
import { shutDown } from './serve/shut-down.ts';
import { startPractice } from './serve/start-practice.ts';
import { takePacked } from './serve/take-packed.ts';

/** `npm start` and `npm run dev`: one process with Next inside, and the practice Coupa as its child. */
const root = path.resolve(import.meta.dirname, '..');
const isDev = process.argv.includes('--dev');

installLastResort();

/** What a signal does; replaced once there is something to end in order. Children are ended by their own `exit` listeners. */
let end = (): void => process.exit(0);
/** Ctrl-C under npm comes twice at once: from the terminal, and passed on by npm. A later one means it. */
const TWICE_MS = 1000;
let endingSince: number | null = null;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (endingSince !== null && performance.now() - endingSince > TWICE_MS) process.exit(1);
    if (endingSince !== null) return;
    endingSince = performance.now();
    ending().hasBegun = true;
    end();
  });
}

async function start(env: Env) {
  setLogLevel(env.logLevel);
  // React and Next choose their builds by it when they are first imported; next-auth knows its own address from NEXTAUTH_URL.
  Object.assign(process.env, {
    NODE_ENV: isDev ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    NEXTAUTH_URL: env.appUrl,
  });
  if (!isDev && needsBuild(root)) await build(root);

  // Listening comes first, so that a port in use is said before anything is opened; requests wait until all is ready.
  const routeOf = readRoutes(root);
  const ready = Promise.withResolvers<RequestListener>();
  const servers = await listen(
    env,
    async (request, response) => {
      countAnswer(request, response, routeOf);
      fillHeaders(request, response, {
        isHttps: env.isHttps,
        methodsOf: (path) => routeOf(path)?.methods ?? null,
      });
      if (refuseRequest(request, response, { appUrl: env.appUrl, isDevelopment: isDev })) return;
      // The listener is closed by then; this is for connections that were kept open.
      if (ending().hasBegun) return void refuse(response, 503, 'This service is being stopped.');
      dropHeaders(request);
      setClientAddress(request, env.isHttps);
      const handle = await ready.promise;
      withRequestId(randomUUID(), () => handle(request, response));
    },
    isDev,
  );
  const { default: next } = await import('next');
  const httpServer = joinUpgrades(servers);
  const app = next({ dev: isDev, dir: root, hostname: env.host, port: env.port, httpServer });
  let practice: ChildProcess | null = null;
  end = () => void shutDown({ servers, practice, closeNext: () => app.close() });

  // Opens the store; only then, because the practice Coupa keeps its state in the data directory that is now ours.
  await app.prepare();
  practice = await startPractice(root, env);
  const throughNext = app.getRequestHandler();
  // Development compiles a route when Next is asked for it, so Next is asked.
  if (isDev) return ready.resolve(throughNext);
  // Part of Next, so only now that Next is loaded.
  const { takeShortWay } = await import('./serve/take-short-way.ts');
  const packed = readPacked(root);
  ready.resolve((request, response) => {
    if (takeShortWay(request, response, routeOf)) return;
    takePacked(request, response, packed);
    void throughNext(request, response);
  });
}

function readEnvOrExit(): Env {
  try {
    return readEnv();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return process.exit(1);
  }
}

const env = readEnvOrExit();
start(env).catch((error) => {
  console.error(listenWords(error, env) ?? (error instanceof Error ? error.message : error));
  process.exit(1);
});
