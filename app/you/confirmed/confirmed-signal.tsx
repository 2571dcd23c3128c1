'use client';

import { useEffect } from 'react';
import { announceConfirmed } from '@/components/door/confirmed-elsewhere';

/** Lets the page that asked go on. */
export function ConfirmedSignal() {
  useEffect(announceConfirmed, []);
  return null;
}
