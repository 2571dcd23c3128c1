import type { ChildProcess } from 'node:child_process';
import type { RequestListener } from 'node:http';
import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { type Env, readEnv } from '../lib/env.ts';
import { installLastResort } from './last-resort.ts';
import { build, needsBuild } from './serve/build-once.ts';
import { dropHeaders } from './serve/drop-headers.ts';
import { fillHeaders } from './serve/fill-headers.ts';
import { joinUpgrades, listen, listenWords } from './serve/listen.ts';
import { refuseRequest } from './serve/refuse-request.ts';
import { readRouteMethods } from './serve/route-methods.ts';
import { setClientAddress } from './serve/set-client-address.ts';
import { shutDown } from './serve/shut-down.ts';
import { startPractice } from './serve/start-practice.ts';

/** `npm start` and `npm run dev`: one process with Next inside, and the practice Coupa as its child. */
const root = path.resolve(import.meta.dirname, '..');
const isDev = process.argv.includes('--dev');

installLastResort();

/** What a signal does; replaced once there is something to end in order. Children are ended by their own `exit` listeners. */
let end = (): void => process.exit(0);
let isEnding = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    // Ctrl-C under npm comes twice: from the terminal, and passed on by npm.
    if (isEnding) return;
    isEnding = true;
    end();
  });
}

async function start(env: Env) {
  // Next alone is thousands of files: compiled code is kept beside the build for the next start.
  enableCompileCache(path.join(root, '.next', 'cache', 'compiled'));
  // React and Next choose their builds by it when they are first imported; next-auth knows its own address from NEXTAUTH_URL.
  Object.assign(process.env, {
    NODE_ENV: isDev ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    NEXTAUTH_URL: env.appUrl,
  });
  if (!isDev && needsBuild(root)) await build(root);

  // Listening comes first, so that a port in use is said before anything is opened; requests wait until all is ready.
  const methodsOf = readRouteMethods(root);
  const ready = Promise.withResolvers<RequestListener>();
  const servers = await listen(
    env,
    async (request, response) => {
      fillHeaders(request, response, { isHttps: env.isHttps, methodsOf });
      if (refuseRequest(request, response, { appUrl: env.appUrl, isDevelopment: isDev })) return;
      dropHeaders(request);
      setClientAddress(request, env.isHttps);
      (await ready.promise)(request, response);
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
  ready.resolve(app.getRequestHandler());
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
