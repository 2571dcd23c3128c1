const body = 'x'.repeat(Number(process.env.ANSWER_BYTES));

/** A bare route with an answer as long as that of a token. */
export function GET() {
  return new Response(body, {
    headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' },
  });
}
