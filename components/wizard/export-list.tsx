import { buttonClasses } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Icon } from '@/components/ui/icon';

export interface ShownExport {
  id: string;
  title: string;
  /** Null: a few lines, copied; else a file, downloaded. */
  fileName: string | null;
  text: string | null;
}

interface ExportListProps {
  accountId: string;
  exports: readonly ShownExport[];
}

/** Formats without a secret: what must be filled in stands in them by name. */
export const ExportList = ({ accountId, exports }: ExportListProps) => (
  <>
    <p className="text-sm text-ink-2">None of these contains a secret.</p>
    <ul className="mt-2 border-t border-line text-sm">
      {exports.map(({ id, title, fileName, text }) => (
        <li key={id} className="flex min-h-12 items-center justify-between gap-4 border-b border-line py-1.5">
          <span>{title}</span>
          {fileName === null ? (
            <CopyButton what={title} text={text ?? ''} />
          ) : (
            <a
              href={`/api/accounts/${accountId}/exports/${id}`}
              download={fileName}
              className={buttonClasses('small')}
            >
              <Icon name="download" className="text-accent" />
              Download <span className="sr-only">{title}</span>
            </a>
          )}
        </li>
      ))}
    </ul>
  </>
);
