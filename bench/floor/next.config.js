import path from 'node:path';

/** A bare Next application with the same versions: the floor that first loads and starts are measured against. */
/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  devIndicators: false,
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: path.resolve(import.meta.dirname, '../..') },
};
