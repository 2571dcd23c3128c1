/** A bare route that has nothing new. */
export function GET() {
  return new Response(null, { status: 304, headers: { ETag: '"made-up"', 'Cache-Control': 'no-store' } });
}
