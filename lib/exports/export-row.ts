/** One field of a consumer's dialog, in its order and with its label. */
export interface ExportRow {
  label: string;
  /** Null for secrets, which are fetched when they are needed, and for words. */
  value: string | null;
  kind: 'copy' | 'secret' | 'token' | 'words';
  words?: string;
  /** A field inside the one above. */
  indent?: boolean;
}

export const copyRow = (label: string, value: string, indent = false): ExportRow => ({
  label,
  value,
  kind: 'copy',
  ...(indent && { indent }),
});

export const wordsRow = (label: string, words: string): ExportRow => ({
  label,
  value: null,
  kind: 'words',
  words,
});

export const secretRow = (label: string): ExportRow => ({ label, value: null, kind: 'secret' });

export const tokenRow = (label: string, words?: string): ExportRow => ({
  label,
  value: null,
  kind: 'token',
  ...(words && { words }),
});
