import { RestoreButton } from '@/app/accounts/restore-button';
import { LocalTime } from '@/components/ui/local-time';
import { PageLink } from '@/components/ui/page-link';
import { stepPath } from '@/lib/accounts/steps';
import type { AccountRow } from '@/lib/accounts/view';

/** What comes next: a link to the page where it is done, or when it is due. A viewer reads what editors press. */
export function NextCell({ row, canEdit }: { row: AccountRow; canEdit: boolean }) {
  const { kind, step } = row.status;
  const page = `/accounts/${row.id}`;
  switch (kind) {
    case 'setting-up':
      return (
        <Act words="Continue set-up" href={stepPath(row.id, step ?? 'client')} row={row} can={canEdit} />
      );
    case 'rejected':
      return <Act words="Replace the client secret" href={`${page}/rotation`} row={row} can={canEdit} />;
    case 'reauth-required':
      return <Act words="Re-authorize" href={stepPath(row.id, 'credentials')} row={row} can={canEdit} />;
    case 'config-error':
      return <Act words="See what to change" href={page} row={row} can />;
    case 'expired':
      return row.grantType === 'authorization_code' ? (
        <Act words="Re-authorize" href={stepPath(row.id, 'credentials')} row={row} can={canEdit} />
      ) : (
        <Act words="Get a new token" href={page} row={row} can />
      );
    case 'limited':
      return <Act words="See what is missing" href={page} row={row} can />;
    case 'not-validated':
      return <Act words="See what failed" href={page} row={row} can />;
    case 'quarantined':
      return <Act words="See what to do" href={page} row={row} can />;
    case 'deleted':
      return canEdit ? <RestoreButton id={row.id} label={row.label} /> : 'An editor can restore it';
    case 'valid':
      return row.renewalDueAt ? (
        <>
          {row.status.renewal ? 'Tries again at' : 'Renews at'} <LocalTime at={row.renewalDueAt} />
        </>
      ) : (
        row.expiresAt && (
          <>
            Needs a person by <LocalTime at={row.expiresAt} />
          </>
        )
      );
  }
}

interface ActProps {
  words: string;
  href: string;
  row: AccountRow;
  can: boolean;
}

const Act = ({ words, href, row, can }: ActProps) =>
  can ? (
    <PageLink href={href} className="link">
      {words} <span className="sr-only">of {row.label}</span>
    </PageLink>
  ) : (
    words
  );
