'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { Notice } from '@/components/ui/notice';
import { PageLink } from '@/components/ui/page-link';
import { ProgressWords } from '@/components/ui/progress-words';
import type { EncryptionView } from '@/lib/keys/describe-encryption';

const EVERY_MS = 1500;
type Rewrapping = EncryptionView['rewrapping'];

/** How far the re-wrapping is, while there is something left to do. */
export function RewrapProgress({ initial }: { initial: Rewrapping }) {
  const router = useRouter();
  const [polled, setPolled] = useState<Rewrapping | null>(null);
  const so = polled ?? initial;
  const isWorking = initial.isRunning || initial.left > initial.unusable;

  useEffect(() => {
    if (!isWorking) return setPolled(null);
    const timer = setInterval(async () => {
      const now = await readProgress();
      if (!now) return;
      setPolled(now);
      // The table below counts as well.
      if (!now.isRunning && now.left <= now.unusable) router.refresh();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [isWorking, router]);

  if (isWorking)
    return (
      <div className="mt-6">
        <ProgressWords isRunning>{progressWords(so)}</ProgressWords>
      </div>
    );
  if (initial.left === 0) return null;
  return (
    <div className="mt-6">
      <Notice tone="wait" title={unusableWords(initial.left)}>
        <p className="text-sm">
          They were changed from outside. Accounts that are put aside for it stand under{' '}
          <PageLink href="/accounts?filter=needs-person" className="link">
            those that need a person
          </PageLink>
          ; entering the Client secret again and Authorize write new values.
        </p>
      </Notice>
    </div>
  );
}

const progressWords = ({ done, left }: Rewrapping) =>
  `${done.toLocaleString('en-GB')} of ${(done + left).toLocaleString('en-GB')} values are under the newest key. Everything can be used meanwhile, and this page can be left.`;

const unusableWords = (count: number) =>
  count === 1
    ? 'One value cannot be brought under the newest key'
    : `${count} values cannot be brought under the newest key`;

async function readProgress(): Promise<Rewrapping | null> {
  try {
    const answer = await fetch('/api/encryption');
    return answer.ok ? ((await answer.json()) as EncryptionView).rewrapping : null;
  } catch {
    return null;
  }
}
