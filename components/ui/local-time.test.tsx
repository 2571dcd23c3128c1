// @vitest-environment jsdom
import { act, cleanup } from '@testing-library/react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LocalTime } from './local-time';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-02-02T14:20:00Z') });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

it('is written in UTC by the server and in the reader’s zone once the page is taken over', async () => {
  const time = <LocalTime at="2026-02-02T18:30:00Z" hasRelative />;
  const place = document.createElement('div');
  place.innerHTML = renderToString(time);
  expect(place.textContent).toBe('18:30 UTC on 2 February 2026');

  // A mismatch would be reported on the console, which fails the test.
  const root = await act(async () => hydrateRoot(place, time));
  expect(place.textContent).toBe('00:15 tomorrow, in 4 h 10 min');
  expect(place.querySelector('time')?.getAttribute('datetime')).toBe('2026-02-02T18:30:00Z');

  await act(async () => vi.advanceTimersByTime(4 * 3_600_000));
  expect(place.textContent).toBe('00:15 today, in 10 min');
  await act(async () => root.unmount());
  expect(vi.getTimerCount()).toBe(0);
});
