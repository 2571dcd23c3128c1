import { encode } from 'uqr';

export interface QrCode {
  /** Modules on a side, quiet zone included: the view box. */
  size: number;
  /** Path of the dark modules, one unit each. */
  path: string;
}

/** ISO/IEC 18004 asks for four light modules around the code. */
const QUIET = 4;

/** A QR code as one SVG path, with the least correction, because a screen is never dirty and larger modules scan sooner: no image to fetch, no style attribute for the content policy to refuse. */
export function qrCode(text: string): QrCode {
  const { size, data } = encode(text, { ecc: 'L', border: QUIET });
  const runs = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { size, path: runs.join('') };
}
