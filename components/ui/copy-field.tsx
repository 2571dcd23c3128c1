import type { ReactNode } from 'react';
import { CopyButton } from './copy-button';
import { TextField } from './field';

interface CopyFieldProps {
  name: string;
  label: string;
  value: string;
  hint?: ReactNode;
  isMono?: boolean;
  frameClassName?: string;
}

/** A value to be typed elsewhere: read-only and shown whole, with Copy at its right. */
export const CopyField = ({ name, label, value, hint, isMono = true, frameClassName }: CopyFieldProps) => (
  <TextField
    name={name}
    label={label}
    hint={hint}
    isMono={isMono}
    isMultiline
    rows={2}
    readOnly
    className="resize-none break-all field-sizing-content"
    value={value}
    frameClassName={frameClassName}
    beside={<CopyButton text={value} what={label} variant="secondary" className="self-start" />}
  />
);
