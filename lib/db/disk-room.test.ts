import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { requireRoom } from '@/lib/db/disk-room';

test('a disk with more room than is reserved may be written to', () => {
  expect(() => requireRoom(tmpdir(), 4096)).not.toThrow();
});

test('a disk with less is refused, with the directory and what is left', () => {
  const { bavail, bsize } = statfsSync(tmpdir());
  const refused = () => requireRoom(tmpdir(), bavail * bsize * 2 + 1);
  expect(refused).toThrow(
    expect.objectContaining({
      code: 'storage_full',
      retryable: true,
      facts: { directory: tmpdir(), freeMegabytes: expect.any(Number) },
    }),
  );
});
