/** Which of two types an `Accept` header would rather have (RFC 9110 §12.5.1); the first one when it does not say. */
export function prefersText(accept: string | null): boolean {
  if (accept === null || !accept.includes('text/plain')) return false;
  return quality(accept, 'text/plain') > quality(accept, 'application/json');
}

function quality(accept: string, type: string): number {
  const ranges = accept.split(',').map((range) => {
    const [name = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const q = parameters.find((parameter) => parameter.startsWith('q='));
    return { name, q: q ? Number(q.slice(2)) || 0 : 1 };
  });
  // The most precise range that fits counts.
  const fitting = [type, type.replace(/\/.*/, '/*'), '*/*'];
  const found = fitting.map((name) => ranges.find((range) => range.name === name)).find(Boolean);
  return found?.q ?? 0;
}
