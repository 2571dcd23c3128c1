import { afterEach, beforeEach, expect, vi } from 'vitest';

/** A console error or warning that a test did not expect is a failure of that test. */
const said: string[] = [];

beforeEach(() => {
  said.length = 0;
  for (const level of ['error', 'warn'] as const) {
    vi.spyOn(console, level).mockImplementation((...words: unknown[]) => {
      said.push(`${level}: ${words.map(String).join(' ')}`);
    });
  }
});

afterEach(() => {
  const heard = [...said];
  vi.restoreAllMocks();
  expect(heard, 'unexpected console output').toEqual([]);
});
