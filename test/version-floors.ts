/**
 * The least version of what could open the door, with the advisory behind it. Raised within a week of an advisory that
 * concerns us, within a day of a critical one (docs/security.md).
 */
export interface Floor {
  name: string;
  /** For packages of which an older line is in use somewhere else in the tree. */
  line?: number;
  atLeast: string;
  why: string;
}

export const FLOORS: Floor[] = [
  { name: 'next', atLeast: '16.4.5', why: 'GHSA-rhh4 and CVE-2026-119347; 16.4.1 GHSA-2464, GHSA-673q' },
  { name: 'react', atLeast: '19.2.8', why: 'CVE-2026-44907 (GHSA-wx67-qw84-cm4g)' },
  { name: 'react-dom', atLeast: '19.2.8', why: 'CVE-2026-44907 (GHSA-wx67-qw84-cm4g)' },
  {
    name: 'sharp',
    atLeast: '0.35.5',
    why: 'GHSA-2464-fhr4-w9xw, if it is there at all: Next names it as optional',
  },
  { name: 'next-auth', atLeast: '4.24.15', why: 'CVE-2026-73418, CVE-2026-73419' },
  { name: 'openid-client', line: 6, atLeast: '6.9.0', why: 'what security tests were measured on' },
  {
    name: 'openid-client',
    line: 5,
    atLeast: '5.7.1',
    why: 'end of its line; inside next-auth, which is used without it',
  },
  { name: 'oauth4webapi', atLeast: '3.8.8', why: 'what security tests were measured on' },
  { name: 'jose', line: 6, atLeast: '6.2.0', why: 'the kept line' },
  { name: 'jose', line: 4, atLeast: '4.15.5', why: 'CVE-2024-28176; inside next-auth' },
  { name: 'undici', atLeast: '7.5.0', why: 'CVE-2025-22150, CVE-2025-47279' },
  { name: 'pg', atLeast: '8.23.0', why: 'the kept line; CVE-2017-16082 before 7.1.2' },
  { name: 'drizzle-orm', atLeast: '0.45.2', why: 'CVE-2026-39356 (GHSA-gpj5-g38j-94v9)' },
  { name: 'zod', atLeast: '3.22.3', why: 'CVE-2023-4316' },
  { name: 'cookie', atLeast: '0.7.0', why: 'CVE-2024-47764' },
  { name: 'postcss', atLeast: '8.4.31', why: 'CVE-2023-44270' },
];
