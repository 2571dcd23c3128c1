// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ErrorSummary } from './error-summary';

const errors = [{ field: 'label', message: 'Enter the label' }, { message: 'Coupa did not answer' }];

beforeEach(() => {
  document.title = 'Client';
});
afterEach(cleanup);

const page = (list: typeof errors, attempt: number) => (
  <>
    <ErrorSummary errors={list} attempt={attempt} />
    <input id="label" />
  </>
);

it('takes focus, marks the title, and gives both back with the last error', () => {
  const { rerender } = render(page([], 0));
  expect(document.title).toBe('Client');
  rerender(page(errors, 1));
  expect(document.activeElement).toBe(screen.getByRole('alert'));
  expect(document.title).toBe('Error: Client');
  rerender(page([], 2));
  expect(screen.queryByRole('alert')).toBeNull();
  expect(document.title).toBe('Client');
});

it('takes focus again when the same errors stand after another try', () => {
  const { rerender } = render(page(errors, 1));
  document.getElementById('label')?.focus();
  rerender(page(errors, 2));
  expect(document.activeElement).toBe(screen.getByRole('alert'));
  expect(document.title).toBe('Error: Client');
});

it('leads to the field without an entry in the history', () => {
  render(page(errors, 1));
  const entries = history.length;
  fireEvent.click(screen.getByRole('link', { name: 'Enter the label' }));
  expect(document.activeElement?.id).toBe('label');
  expect(history.length).toBe(entries);
});

it('keeps the mark when the title is set anew', async () => {
  render(page(errors, 1));
  await act(async () => {
    document.title = 'Grant type';
  });
  expect(document.title).toBe('Error: Grant type');
});
