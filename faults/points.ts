/** Where a renewal can be killed, in the order in which it comes by. */
export const POINTS = [
  'before the claim',
  'after the claim',
  'before sending',
  'after connecting',
  'after the request',
  'after the headers',
  'in the body',
  'after the body',
  'after the journal write',
  'after the fsync',
  'in the commit',
  'after the commit',
  'before the release',
  'after the release',
] as const;
export type Point = (typeof POINTS)[number];

/** Those at which the provider stops; at all others the process does. */
export const AT_PROVIDER = {
  'after the request': 'request',
  'after the headers': 'headers',
  'in the body': 'body',
} as const satisfies Partial<Record<Point, string>>;

export const isAtProvider = (point: Point): point is keyof typeof AT_PROVIDER => point in AT_PROVIDER;
