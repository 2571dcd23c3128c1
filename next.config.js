// Headers that never change live here; the nonce and the Content-Security-Policy are made per request in proxy.ts.
const everywhere = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'no-referrer' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()' },
  { key: 'X-Frame-Options', value: 'DENY' },
];

/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  images: { unoptimized: true },
  // Types and lint are their own steps of `npm test`; a start should not pay for them again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['@electric-sql/pglite', 'pg'],
  // Loading every page before the first request costs half a second of the start and 60 MB that most never need at once.
  experimental: { preloadEntriesOnStart: false },
  async headers() {
    return [{ source: '/:path*', headers: everywhere }];
  },
};
