import type { IncomingMessage } from 'node:http';

export function readCookie(req: IncomingMessage, name: string): string | undefined {
  const pairs = (req.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

export const cookie = (name: string, value: string, attributes = '') =>
  `${name}=${value}; Path=/; HttpOnly; SameSite=Lax${attributes}`;

/** Cookies know no ports: under the engine's own names they would meet those of other programs on localhost. */
export const ENGINE_COOKIES = {
  session: 'practice_engine_session',
  interaction: 'practice_engine_interaction',
  resume: 'practice_engine_resume',
};
