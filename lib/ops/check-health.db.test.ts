import { renameSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { env } from '@/lib/env';
import { checkHealth } from '@/lib/ops/check-health';
import { useStore } from '@/test/use-store';

beforeAll(useStore);

const health = () => checkHealth({ dataDir: env().dataDir, areJobsOn: false }, new Date());

test('a disk in trouble is told at once, though the database was asked a moment ago', async () => {
  expect(await health()).toEqual({ reasons: [], warnings: [] });
  renameSync(env().dataDir, `${env().dataDir}-away`);
  const away = await health();
  renameSync(`${env().dataDir}-away`, env().dataDir);
  expect(away.reasons).toEqual(['data_directory_unwritable']);
  expect((await health()).reasons).toEqual([]);
});
