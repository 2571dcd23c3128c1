import { expect, test } from 'vitest';
import { AppError } from '@/lib/errors';

test('an error of another copy of this module is still an AppError, as between routes of a production build', async () => {
  const copy = '@/lib/errors?another-copy';
  const other: typeof import('@/lib/errors') = await import(/* @vite-ignore */ copy);
  expect(other.AppError).not.toBe(AppError);
  expect(new other.AppError('instance_timeout')).toBeInstanceOf(AppError);
});

test('nothing else is', () => {
  for (const value of [
    new Error('instance_timeout'),
    { code: 'instance_timeout' },
    null,
    undefined,
    'internal',
  ])
    expect(value instanceof AppError).toBe(false);
});
