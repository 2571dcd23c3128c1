import { CopyField } from '@/components/ui/copy-field';
import { LocalTime } from '@/components/ui/local-time';
import { Notice } from '@/components/ui/notice';

export interface MadeLink {
  url: string;
  expiresAt: string;
}

/** The link itself, this once. */
export const MadeLinkNotice = ({
  link: { url, expiresAt },
  forWhom,
}: {
  link: MadeLink;
  forWhom: string;
}) => (
  <Notice title={`The link for ${forWhom} is made.`} isAnnounced>
    <p className="mb-4 text-ink-2">
      It is shown this once, works once, and until <LocalTime at={expiresAt} form="moment" />. Whoever opens
      it first uses it: hand it over in a way that only they can read.
    </p>
    <CopyField name="link" label="One-time link" value={url} />
  </Notice>
);
