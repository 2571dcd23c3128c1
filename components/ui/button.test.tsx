// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { Button } from './button';

afterEach(cleanup);

it('keeps both faces in place, so that working changes no width, and is named by the one that shows', () => {
  const { rerender } = render(<Button pendingWords="Saving…">Continue</Button>);
  const button = screen.getByRole('button', { name: 'Continue' });
  expect(button.textContent).toBe('ContinueSaving…');
  rerender(
    <Button pendingWords="Saving…" isPending>
      Continue
    </Button>,
  );
  expect(screen.getByRole('button', { name: 'Saving…' })).toBe(button);
  expect(button.textContent).toBe('ContinueSaving…');
});

it('does nothing when it is pressed again while it works', () => {
  const onClick = vi.fn();
  render(
    <Button pendingWords="Saving…" isPending onClick={onClick}>
      Continue
    </Button>,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Saving…' }));
  expect(onClick).not.toHaveBeenCalled();
});
