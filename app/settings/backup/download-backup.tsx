'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { confirmed } from '@/components/door/use-confirmed-call';
import { Button } from '@/components/ui/button';
import { saveFile } from '@/components/ui/save-file';
import { callForFile } from '@/components/wizard/call-api';

/** Makes a back-up and hands it to the browser, which saves it. */
export function DownloadBackup() {
  const router = useRouter();
  const [isSending, setIsSending] = useState(false);
  const [said, setSaid] = useState<{ words: string; isProblem: boolean } | null>(null);

  async function download() {
    setIsSending(true);
    setSaid(null);
    const answer = await confirmed(() => callForFile('/api/backup'));
    setIsSending(false);
    if (!answer.ok)
      return setSaid({ words: `No back-up was made. ${answer.problem.title}.`, isProblem: true });
    const { name, content } = answer.data;
    saveFile(name, content);
    setSaid({ words: `Downloaded as ${name}.`, isProblem: false });
    router.refresh();
  }

  return (
    <div className="max-md:w-full">
      <Button
        variant="primary"
        className="max-md:w-full"
        onClick={download}
        pendingWords="Making the back-up…"
        isPending={isSending}
      >
        Download a back-up
      </Button>
      <p role="status" className={`mt-2 text-sm empty:hidden ${said?.isProblem ? 'text-stop' : ''}`}>
        {said?.words}
      </p>
    </div>
  );
}
