'use client';

import { useCallback, useEffect, useRef } from 'react';

/**
 * For `onBlur`: runs `onLeave` when a field was left. Left by a press elsewhere, it waits for the press to end: words
 * that appear between pressing and releasing would move the pressed button away, and its click would be lost.
 */
export function useLeaving(onLeave: () => void): () => void {
  const isPressing = useRef(false);
  const latest = useRef(onLeave);
  latest.current = onLeave;

  useEffect(() => {
    const press = () => {
      isPressing.current = true;
    };
    const release = () => {
      isPressing.current = false;
    };
    const listeners = [
      ['pointerdown', press],
      ['pointerup', release],
      ['pointercancel', release],
    ] as const;
    for (const [type, listener] of listeners) document.addEventListener(type, listener, true);
    return () => {
      for (const [type, listener] of listeners) document.removeEventListener(type, listener, true);
    };
  }, []);

  return useCallback(() => {
    const leave = () => latest.current();
    if (!isPressing.current) return leave();
    // A task later: the click follows the release within the same one.
    document.addEventListener('pointerup', () => setTimeout(leave), { capture: true, once: true });
  }, []);
}
