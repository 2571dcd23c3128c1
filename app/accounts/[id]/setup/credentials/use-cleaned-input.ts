'use client';

import { type ClipboardEvent, useState } from 'react';
import { useLeaving } from '@/components/ui/use-leaving';
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

interface Control {
  get(): string;
  set(value: string): void;
}

/** Cleans a credential when it is pasted and when its field is left, and says what was removed. */
export function useCleanedInput(field: CredentialField, { get, set }: Control) {
  const [reading, setReading] = useState(NOTHING);

  function take(typed: string) {
    const { clean, length } = FIELDS[field];
    const { value, cleaned, problem } = clean(typed);
    const doubt = problem ? null : describeCredential(field, value);
    const understood = [!doubt && `${length} characters.`, ...cleaned].filter(Boolean).join(' ');
    setReading(value === '' || problem ? NOTHING : { understood: understood || null, doubt });
    if (value !== get()) set(value);
  }

  return {
    ...reading,
    forget: () => setReading(NOTHING),
    /** What a paste told stays told: a second look no longer sees what the first removed. */
    onBlur: useLeaving(() => {
      if (reading === NOTHING) take(get());
    }),
    /** By hand, because a one-line field silently drops line breaks: the reader would never hear of them. */
    onPaste(event: ClipboardEvent<HTMLInputElement>) {
      const { value, selectionStart, selectionEnd } = event.currentTarget;
      const isWhole = selectionStart === 0 && selectionEnd === value.length;
      if (!isWhole) return;
      event.preventDefault();
      take(event.clipboardData.getData('text'));
    },
  };
}
