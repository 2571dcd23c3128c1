// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { TokenField } from './token-field';

const TOKEN = `eyJhbGciO${'made-up-'.repeat(12)}Xw4q`;
const preview = { start: 'eyJhbGciO', end: 'Xw4q', length: TOKEN.length };

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const shown = () => screen.getByLabelText<HTMLInputElement>('Access token').value;
const press = (name: string) => act(async () => screen.getByRole('button', { name }).click());

it('holds the token only between Reveal and Hide, and asks for it only then', async () => {
  const asked: unknown[] = [];
  vi.stubGlobal('fetch', async (path: string, { body }: RequestInit) => {
    asked.push([path, JSON.parse(String(body))]);
    return Response.json({ value: TOKEN });
  });
  const { container } = render(<TokenField accountId="a-1" preview={preview} />);
  expect(shown()).toBe(`eyJhbGciO ${'•'.repeat(19)} Xw4q`);
  expect(asked).toEqual([]);
  await press('Reveal access token');
  expect(asked).toEqual([['/api/accounts/a-1/reveal', { what: 'access_token' }]]);
  expect(shown()).toBe(TOKEN);
  await press('Hide access token');
  expect(shown()).not.toContain('made-up');
  expect(container.innerHTML).not.toContain('made-up');
});

it('says why the token does not come', async () => {
  vi.stubGlobal('fetch', async () => Response.json({ title: 'You are signed out' }, { status: 401 }));
  render(<TokenField accountId="a-1" preview={preview} />);
  await press('Reveal access token');
  expect(screen.getByRole('alert').textContent).toBe('You are signed out');
  expect(shown()).toContain('•');
});

it('shows nothing at all of a token too short to have harmless ends', () => {
  render(<TokenField accountId="a-1" preview={{ start: '', end: '', length: 20 }} />);
  expect(shown()).toBe('•'.repeat(19));
});
