/** Which host names belong to a Coupa Core instance, and which Coupa products have other hosts (Coupa's own pages). */

export type InstanceKind = 'customer' | 'partner' | 'coupa-internal' | 'practice' | 'extra';

export const COUPA_DOMAINS: Readonly<Record<string, InstanceKind>> = {
  'coupahost.com': 'customer',
  'coupacloud.com': 'partner',
  'coupadev.com': 'coupa-internal',
};

/** Coupa's NetSuite bundle takes a host for non-production when it contains one of these. */
const TEST_MARKERS = [
  ...['-train', '-dev', '-dmo', '-demo', '-qa', '-sandbox', '-sbx', '-staging', '-stage', '-stg'],
  ...['-support', '-test', '-uat', 'coupadev.com', 'coupacloud.com'],
];

export const findTestMarker = (host: string) => TEST_MARKERS.find((marker) => host.includes(marker)) ?? null;

const SIBLINGS: readonly { labels: RegExp; product: string }[] = [
  { labels: /(^|\.)risk$/, product: 'Coupa Risk Assess' },
  { labels: /(^|\.)ctm$/, product: 'Coupa Treasury' },
  { labels: /(^|\.)cso$/, product: 'Coupa Sourcing Optimization' },
  { labels: /^supplier$/, product: 'the Coupa Supplier Portal' },
  { labels: /^(sso|identity)-|\.io$/, product: 'Coupa’s sign-in service' },
  { labels: /^www$/, product: 'a website of Coupa' },
];

/** The other Coupa product behind the labels in front of the domain, for example `acme.risk`. */
export const findSibling = (labels: string) =>
  SIBLINGS.find((sibling) => sibling.labels.test(labels))?.product;

/** RFC 1123 §2.1, lower case. */
export const isHostLabel = (label: string) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label);

/** A host whose last label is a number is an IPv4 address in every spelling (WHATWG URL, "ends in a number"). */
export const isIpAddress = (hostname: string) =>
  hostname.startsWith('[') || /(^|\.)(\d+|0x[0-9a-f]*)$/.test(hostname);

export const isLoopback = (hostname: string) => ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
