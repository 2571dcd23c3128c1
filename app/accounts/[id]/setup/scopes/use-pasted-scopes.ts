'use client';

import { useRef, useState } from 'react';
import { readScopes, type ScopeEntry } from '@/lib/coupa/read-scopes';

interface Options {
  /** Names of the known scopes. */
  known: readonly string[];
  /** Called with what needs no question. */
  onTake(scopes: string[]): void;
}

export interface PastedScopes {
  text: string;
  /** While typing: nothing is read. */
  change(text: string): void;
  /** Reads the text when it differs from what was read last; returns what is still to be decided. */
  read(text?: string): ScopeEntry[];
  /** How many were taken from the last reading; null before the first. */
  taken: number | null;
  hadCommas: boolean;
  undecided: ScopeEntry[];
  /** Well formed, but in no list of ours: taken as written. */
  unlisted: ScopeEntry[];
  replace(entry: ScopeEntry): void;
  keep(entry: ScopeEntry): void;
  drop(entry: ScopeEntry): void;
}

interface Reading {
  text: string;
  entries: ScopeEntry[];
  hadCommas: boolean;
}

const NOTHING: Reading = { text: '', entries: [], hadCommas: false };

const needsDecision = ({ state }: ScopeEntry) => state === 'misspelt' || state === 'malformed';

/** What was pasted is read when the field is left. Known scopes are taken at once, doubtful ones are asked about. */
export function usePastedScopes({ known, onTake }: Options): PastedScopes {
  const [text, setText] = useState('');
  const [reading, setReading] = useState<Reading>(NOTHING);
  const [decided, setDecided] = useState<readonly string[]>([]);
  const lastRead = useRef(NOTHING);

  function read(latest = text): ScopeEntry[] {
    if (latest.trim() !== lastRead.current.text.trim()) {
      lastRead.current = { text: latest, ...readScopes(latest, known) };
      setReading(lastRead.current);
      onTake(lastRead.current.entries.filter((entry) => !needsDecision(entry)).map(({ scope }) => scope));
    }
    return lastRead.current.entries.filter((entry) => isOpen(entry));
  }

  const isOpen = (entry: ScopeEntry) => needsDecision(entry) && !decided.includes(entry.written);
  const decide = (entry: ScopeEntry) => setDecided((before) => [...before, entry.written]);

  /** Puts other words in the place of an entry, without reading everything again. */
  function rewrite(entry: ScopeEntry, words: string) {
    const next = text.replace(entry.written, words);
    lastRead.current = { ...lastRead.current, text: next };
    setText(next);
    decide(entry);
  }

  return {
    text,
    change: setText,
    read,
    taken: reading === NOTHING ? null : reading.entries.filter((entry) => !needsDecision(entry)).length,
    hadCommas: reading.hadCommas,
    undecided: reading.entries.filter(isOpen),
    unlisted: reading.entries.filter(({ state }) => state === 'unknown'),
    replace(entry) {
      if (entry.suggestion) onTake([entry.suggestion]);
      rewrite(entry, entry.suggestion ?? '');
    },
    keep(entry) {
      onTake([entry.scope]);
      decide(entry);
    },
    drop: (entry) => rewrite(entry, ''),
  };
}
