import type { Metadata } from 'next';
import { LocalTime } from '@/components/ui/local-time';
import { Notice } from '@/components/ui/notice';
import { PageLink } from '@/components/ui/page-link';
import { PageTitle } from '@/components/ui/page-title';
import { StatusLine } from '@/components/ui/status-line';
import { type LastBackup, lastBackup } from '@/lib/backup/data';
import { requirePerson } from '@/lib/door/require-person';
import { requestContext } from '@/lib/http/context';
import { DownloadBackup } from './download-backup';

export const metadata: Metadata = { title: 'Back-up' };

export default async function BackupPage() {
  await requirePerson('owner');
  const { store } = await requestContext();
  if (store.kind === 'server') return <ServerBackup />;
  return (
    <>
      <PageTitle
        title="Back-up"
        sentence="The whole database as one file: accounts, people, settings and the audit log."
        actions={<DownloadBackup />}
      />
      <section aria-label="Last back-up" className="mt-6">
        <Last last={await lastBackup(store.db)} />
      </section>
      <div className="mt-10 max-w-[44rem] space-y-4 text-sm">
        <h2 className="text-lg font-semibold">What to keep with it</h2>
        <p>
          Client secrets and tokens in the file stay sealed. They open with the key file only, which is not in
          it:{' '}
          <PageLink href="/settings/encryption" className="link">
            Encryption
          </PageLink>{' '}
          says where that is. Keep a copy of each, in two places.
        </p>
        <p>
          For every night: <code>npm run backup -- file.tar.gz</code> on the machine, while the service runs.
        </p>
        <h2 className="pt-4 text-lg font-semibold">To put one back</h2>
        <p>
          Stop the service, run <code>npm run restore-backup -- file.tar.gz</code>, start again. Tokens that
          are newer than the back-up come from the journal in the data directory. Where that was lost as well,
          accounts by authorization code whose token was due since then wait for a person, because Coupa may
          take an old refresh token for a theft.
        </p>
      </div>
    </>
  );
}

const Last = ({ last }: { last: LastBackup | null }) =>
  last ? (
    <StatusLine
      glyph="check"
      words={
        <>
          Last made <LocalTime at={last.at.toISOString()} hasRelative />
        </>
      }
      proof={last.personName ? `Downloaded by ${last.personName}.` : 'Made on the machine.'}
    />
  ) : (
    <StatusLine
      glyph="triangle"
      words="No back-up was made yet"
      proof="Without one, a broken disk takes every account with it."
    />
  );

const ServerBackup = () => (
  <>
    <PageTitle title="Back-up" sentence="The database is a PostgreSQL server, which has tools of its own." />
    <div className="mt-6 max-w-[44rem]">
      <Notice title="Whoever looks after that server backs it up">
        <p className="text-sm">
          With <code>pg_dump</code>, or with the server’s own back-ups. Keep a copy of the key file elsewhere.
          After one was put back, run <code>npm run restore-backup -- --postgres</code> before the next start,
          so that no old refresh token is tried by itself.
        </p>
      </Notice>
    </div>
  </>
);
