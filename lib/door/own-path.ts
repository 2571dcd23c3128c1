/** Set by proxy.ts, which overwrites whatever a client sends under this name: a server component is not told its own address. */
export const OWN_PATH_HEADER = 'x-own-path';
