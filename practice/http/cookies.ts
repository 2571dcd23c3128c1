import type { IncomingMessage } from 'node:http';

export function readCookie(req: IncomingMessage, name: string): string | undefined {
  const pairs = (req.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

export const cookie = (name: string, value: string, attributes = '') =>
  `${name}=${value}; Path=/; HttpOnly; SameSite=Lax${attributes}`;
