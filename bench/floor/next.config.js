/** A bare Next application with the same versions: the floor that first loads and starts are measured against. */
/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  devIndicators: false,
  typescript: { ignoreBuildErrors: true },
  // Built in a temporary folder, with the packages of the project behind a link.
  turbopack: { root: '/' },
};
