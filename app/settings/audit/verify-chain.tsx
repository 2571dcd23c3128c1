'use client';

import { useChainCheck } from '@/app/settings/audit/use-chain-check';
import { Button } from '@/components/ui/button';
import { CopyField } from '@/components/ui/copy-field';
import { LocalTime } from '@/components/ui/local-time';
import { Notice } from '@/components/ui/notice';
import { PageLink } from '@/components/ui/page-link';
import { ProgressWords } from '@/components/ui/progress-words';
import type { Broken, Unbroken } from '@/lib/audit/chain-event';
import { brokenWords, notCoveredWords, progressWords, unbrokenWords } from '@/lib/audit/chain-words';

/** Proves on the page that no line was changed, removed or put in. */
export function VerifyChain() {
  const { isRunning, said, problem, start, cancel } = useChainCheck();
  return (
    <section aria-labelledby="verify" className="mt-16">
      <h2 id="verify" className="text-lg font-semibold">
        Is the log complete?
      </h2>
      <p className="mt-1 max-w-[42rem] text-ink-2">
        Each line carries a seal over itself and the line before it. Checking them all finds a line that was
        changed, removed or put in, also by somebody who can write to the database.
      </p>
      <div className="mt-4 flex flex-wrap items-center gap-4">
        <Button onClick={start} isPending={isRunning} pendingWords="Verifying…">
          Verify
        </Button>
        {isRunning && (
          <Button variant="small" onClick={cancel}>
            Cancel
          </Button>
        )}
        {isRunning && said?.type === 'progress' && (
          <ProgressWords isRunning>{progressWords(said.checked, said.of)}</ProgressWords>
        )}
      </div>
      <div role="status" className="mt-6">
        {said?.type === 'unbroken' && <UnbrokenNotice said={said} />}
        {said?.type === 'broken' && <BrokenNotice said={said} />}
        {problem && <Notice tone="wait" title={problem} />}
      </div>
      {said?.type === 'unbroken' && said.lines > 0 && (
        <CopyField
          name="head"
          label="Last line and its seal"
          value={said.head}
          hint={
            <>
              Note it somewhere else. A database put back to an earlier day is complete in itself, but does
              not have this line: <code>npm run audit:verify -- --anchor</code> followed by it looks.
            </>
          }
          frameClassName="mt-6 max-w-[42rem]"
        />
      )}
    </section>
  );
}

function UnbrokenNotice({ said }: { said: Unbroken }) {
  const older = notCoveredWords(said);
  return (
    <Notice title={unbrokenWords(said)}>
      {said.firstAt && said.lastAt && (
        <p className="text-ink-2">
          From <LocalTime at={said.firstAt} form="moment" /> to <LocalTime at={said.lastAt} form="moment" />.
        </p>
      )}
      {older && <p className="text-ink-2">{older}</p>}
    </Notice>
  );
}

const BrokenNotice = ({ said }: { said: Broken }) => (
  <Notice tone="wait" title={brokenWords(said)}>
    <p>
      Lines before it are as they were written; of this one and those after it nothing is proved. Keep a copy
      of the database as it is, and find out who wrote to it.
    </p>
    <p className="mt-1">
      <PageLink href={`/settings/audit?before=${Math.max(said.at, 0) + 1}`} className="link">
        Show the lines up to there
      </PageLink>
    </p>
  </Notice>
);
