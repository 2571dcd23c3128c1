// Headers of every answer are set in scripts/serve/fill-headers.ts; the nonce and its policy in proxy.ts.
/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  images: { unoptimized: true },
  // Types and lint are their own steps of `npm test`; a start should not pay for them again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['@electric-sql/pglite', 'nodemailer', 'pg', 'pg-boss'],
  // Loading every page before the first request costs half a second of the start and 60 MB that most never need at once.
  experimental: { preloadEntriesOnStart: false },
};
