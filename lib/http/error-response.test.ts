import { DrizzleQueryError } from 'drizzle-orm';
import { beforeEach, expect, it, type MockInstance, vi } from 'vitest';
import { AppError } from '@/lib/errors';
import { errorResponse } from './error-response';

const SECRET = 'made-up-secret-in-a-parameter';
let written: MockInstance<typeof process.stderr.write>;
beforeEach(() => {
  written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
const printed = () => written.mock.calls.map(([line]) => String(line)).join('');

it('names a failed query in the answer and the log, and shows nothing of its parameters in either', async () => {
  const cause = Object.assign(new Error(`Key (client_id)=(${SECRET}) already exists`), { code: '23505' });
  const answer = errorResponse(new DrizzleQueryError('insert into accounts values ($1)', [SECRET], cause));
  expect(answer.status).toBe(503);
  const body = await answer.text();
  expect(JSON.parse(body)).toMatchObject({ code: 'database_unavailable', retryable: true });
  expect(JSON.parse(printed())).toMatchObject({ event: 'database_failed', cause: '23505' });
  expect(body + printed()).not.toContain(SECRET);
});

it('logs what nobody foresaw by its name and first line, and tells the asker only that', async () => {
  const answer = errorResponse(new TypeError(`x is not a function\n${SECRET}`));
  expect(answer.status).toBe(500);
  const body = await answer.text();
  expect(JSON.parse(body)).toMatchObject({ code: 'internal', facts: {} });
  expect(body).not.toContain('not a function');
  expect(JSON.parse(printed())).toMatchObject({ name: 'TypeError', message: 'x is not a function' });
  expect(printed()).not.toContain(SECRET);
});

it('logs no failure that has words of its own', () => {
  expect(errorResponse(new AppError('forbidden')).status).toBe(403);
  expect(printed()).toBe('');
});
