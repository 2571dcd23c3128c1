/** A file to be saved, that no cache keeps. */
export const fileResponse = (
  content: Blob,
  { fileName, contentType }: { fileName: string; contentType: string },
) =>
  new Response(content, {
    headers: {
      'Content-Type': contentType,
      'Content-Length': String(content.size),
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'Cache-Control': 'no-store, no-transform',
    },
  });
