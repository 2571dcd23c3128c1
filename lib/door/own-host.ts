const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** True for the host of APP_URL; a loopback APP_URL may be reached by any of its three names, with the same port. */
export function isOwnHost(host: string | null, appUrl: string): boolean {
  const own = new URL(appUrl);
  const names = LOOPBACK.includes(own.hostname) ? LOOPBACK : [own.hostname];
  const port = own.port && `:${own.port}`;
  return host !== null && names.some((name) => host.toLowerCase() === name + port);
}
