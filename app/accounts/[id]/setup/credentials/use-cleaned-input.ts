'use client';

import { type ClipboardEvent, type FocusEvent, useState } from 'react';
import {
  CLIENT_ID_LENGTH,
  CLIENT_SECRET_LENGTH,
  type CleanedCredential,
  type CredentialField,
  cleanClientId,
  cleanClientSecret,
  describeCredential,
} from '@/lib/coupa/credentials';

const FIELDS: Record<CredentialField, { clean(typed: string): CleanedCredential; length: number }> = {
  'Client ID': { clean: cleanClientId, length: CLIENT_ID_LENGTH },
  'Client secret': { clean: cleanClientSecret, length: CLIENT_SECRET_LENGTH },
};

interface Reading {
  /** What was understood, when it looks as Coupa's do. */
  understood: string | null;
  /** What looks odd: no error, because Coupa alone knows. */
  doubt: string | null;
}

const NOTHING: Reading = { understood: null, doubt: null };

/** Cleans a credential when it is pasted and when its field is left, and says what was removed. */
export function useCleanedInput(field: CredentialField, set: (value: string) => void) {
  const [reading, setReading] = useState(NOTHING);

  function take(typed: string): string {
    const { clean, length } = FIELDS[field];
    const { value, cleaned, problem } = clean(typed);
    const doubt = problem ? null : describeCredential(field, value);
    const understood = [!doubt && `${length} characters.`, ...cleaned].filter(Boolean).join(' ');
    setReading(value === '' || problem ? NOTHING : { understood: understood || null, doubt });
    return value;
  }

  return {
    ...reading,
    forget: () => setReading(NOTHING),
    /** What was taken from a paste is not taken back: the second look no longer sees what the first removed. */
    onBlur({ target: { value } }: FocusEvent<HTMLInputElement>) {
      if (reading !== NOTHING) return;
      const cleaned = take(value);
      if (cleaned !== value) set(cleaned);
    },
    /** By hand, because a one-line field silently drops line breaks: the reader would never hear of them. */
    onPaste(event: ClipboardEvent<HTMLInputElement>) {
      const { value, selectionStart, selectionEnd } = event.currentTarget;
      const isWhole = selectionStart === 0 && selectionEnd === value.length;
      if (!isWhole) return;
      event.preventDefault();
      set(take(event.clipboardData.getData('text')));
    },
  };
}
