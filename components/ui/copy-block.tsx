import type { ReactNode } from 'react';
import { CopyButton } from './copy-button';

interface CopyBlockProps {
  text: string;
  what: string;
  /** How it is shown when that differs from what is copied. */
  children?: ReactNode;
}

/** Output to copy: mono on the sunken ground. */
export const CopyBlock = ({ text, what, children }: CopyBlockProps) => (
  <div className="flex flex-wrap items-start justify-between gap-2 rounded-lg bg-sunken p-4">
    <pre className="min-w-0 flex-1 basis-60 whitespace-pre-wrap py-1">{children ?? text}</pre>
    <CopyButton text={text} what={what} />
  </div>
);
