import { expect, test } from 'vitest';
import { collect } from '@/lib/validation/collect';

test('items come as they are emitted, also between two reads', async () => {
  const gate = Promise.withResolvers<void>();
  const stream = collect<number>(async (emit) => {
    emit(1);
    await gate.promise;
    emit(2);
    emit(3);
  });
  expect((await stream.next()).value).toBe(1);
  gate.resolve();
  const rest: number[] = [];
  for await (const item of stream) rest.push(item);
  expect(rest).toEqual([2, 3]);
});

test('what the work throws comes after what it emitted', async () => {
  const stream = collect<number>(async (emit) => {
    emit(1);
    throw new Error('broke');
  });
  expect((await stream.next()).value).toBe(1);
  await expect(stream.next()).rejects.toThrow('broke');
});
