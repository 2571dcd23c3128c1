import path from 'node:path';

/** A bare Next application with the same versions: the floor that first loads and starts are measured against. In
 * JavaScript, because with a tsconfig.json of its own the bundler also takes the proxy.ts of the folder above. */
/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  devIndicators: false,
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: path.resolve(import.meta.dirname, '../..') },
};
