import type { ReactNode } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { Box } from './illustration-frame';

interface FormRowProps {
  /** Coupa's label, with its star. */
  label: string;
  /** This account's value. */
  value?: string | undefined;
  /** In italics instead of a value: "leave blank". */
  remark?: string;
  mark?: number;
  isMono?: boolean;
  hasCopy?: boolean;
  children?: ReactNode;
}

/** Label at the right of its column as on Coupa's form, then the box, then a real Copy button. */
export function FormRow({ label, value, remark, mark, isMono, hasCopy, children }: FormRowProps) {
  const canCopy = hasCopy && value;
  return (
    <LabelledRow label={label}>
      <span className="flex min-w-0 items-start gap-2">
        {children ?? (
          <Box mark={mark} className={`flex-1 ${isMono ? 'font-mono' : ''}`}>
            <span className={`min-w-0 wrap-anywhere ${value ? 'text-ink' : 'italic'}`}>
              {value || remark || ' '}
            </span>
          </Box>
        )}
        {canCopy && <CopyButton text={value} what={label.replace(' *', '')} />}
      </span>
    </LabelledRow>
  );
}

export const LabelledRow = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="py-1 md:grid md:grid-cols-[8.5rem_minmax(0,1fr)] md:items-center md:gap-x-3">
    <dt className="md:text-right">{label}</dt>
    <dd className="min-w-0">{children}</dd>
  </div>
);
