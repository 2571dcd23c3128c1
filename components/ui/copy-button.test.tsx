// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CopyButton } from './copy-button';

let copied: string[];

beforeEach(() => {
  copied = [];
  vi.useFakeTimers();
  setClipboard({
    writeText: async (text: string) => {
      copied.push(text);
    },
  });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const setClipboard = (value: unknown) =>
  Object.defineProperty(navigator, 'clipboard', { value, configurable: true });
const press = () => act(async () => fireEvent.click(screen.getByRole('button')));
const said = () => screen.getByRole('status').textContent;

it('copies, says so politely for two seconds and keeps both faces in place', async () => {
  render(<CopyButton text="core.item.read" what="scope" />);
  expect(screen.getByRole('button', { name: 'Copy scope' })).toBeDefined();
  await press();
  expect(copied).toEqual(['core.item.read']);
  expect(said()).toBe('Copied');
  expect(screen.getByRole('button', { name: 'Copied scope' }).textContent).toContain('Copy');
  act(() => vi.advanceTimersByTime(1999));
  expect(said()).toBe('Copied');
  act(() => vi.advanceTimersByTime(1));
  expect(said()).toBe('');
});

it('starts its two seconds again with every press', async () => {
  render(<CopyButton text="x" />);
  await press();
  act(() => vi.advanceTimersByTime(1500));
  await press();
  act(() => vi.advanceTimersByTime(1500));
  expect(said()).toBe('Copied');
});

it('fetches a text only on the press', async () => {
  const getText = vi.fn(async () => 'b'.repeat(64));
  render(<CopyButton getText={getText} />);
  expect(getText).not.toHaveBeenCalled();
  await press();
  expect(copied).toEqual(['b'.repeat(64)]);
});

it('says what to do when the browser refuses or the text does not come', async () => {
  setClipboard(undefined);
  render(<CopyButton text="x" />);
  await press();
  expect(said()).toBe('Not copied. Select the value and copy it by hand.');
});
