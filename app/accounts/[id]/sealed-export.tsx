'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useConfirmedCall } from '@/components/door/use-confirmed-call';
import { Button } from '@/components/ui/button';
import { Disclosure } from '@/components/ui/disclosure';
import { saveFile } from '@/components/ui/save-file';
import { SecretField } from '@/components/ui/secret-field';
import { sealedExportSchema } from '@/lib/accounts/schema';

const EMPTY = { passphrase: '' };

/** The one file with secrets in it: sealed with a passphrase before it leaves the server. */
export function SealedExport({ accountId, fileName }: { accountId: string; fileName: string }) {
  const call = useConfirmedCall();
  const [isSending, setIsSending] = useState(false);
  const [said, setSaid] = useState<{ words: string; isProblem: boolean } | null>(null);
  const form = useForm({
    resolver: zodResolver(sealedExportSchema),
    defaultValues: EMPTY,
    reValidateMode: 'onSubmit',
  });

  const submit = form.handleSubmit(async (typed) => {
    setIsSending(true);
    setSaid(null);
    const answer = await call<unknown>('POST', `/api/accounts/${accountId}/sealed-export`, typed);
    setIsSending(false);
    if (!answer.ok) return setSaid({ words: `Not exported. ${answer.problem.title}.`, isProblem: true });
    form.reset(EMPTY);
    download(fileName, answer.data);
    setSaid({ words: `Downloaded as ${fileName}.`, isProblem: false });
  });

  return (
    <Disclosure summary="Export with secrets, sealed" className="mt-4">
      <form method="post" onSubmit={submit} noValidate className="space-y-4 text-sm">
        <p>
          Client secret, tokens and settings in one file, sealed with a passphrase. Nobody can open it without
          the passphrase, and it is kept nowhere: write it down where only the receiver finds it.
        </p>
        <SecretField
          label="Passphrase"
          hint="At least 12 characters, not the one you sign in with."
          error={form.formState.errors.passphrase?.message}
          {...form.register('passphrase')}
        />
        <Button type="submit" pendingWords="Sealing…" isPending={isSending}>
          Export sealed
        </Button>
        <p role="status" className={`empty:hidden ${said?.isProblem ? 'text-stop' : ''}`}>
          {said?.words}
        </p>
        <p className="text-ink-2">
          To open it: <code>npm run open-export {fileName}</code>
        </p>
      </form>
    </Disclosure>
  );
}

/** The answer is JSON and goes through our API's one way; as text it is the file again, key for key. */
const download = (fileName: string, content: unknown) =>
  saveFile(fileName, new Blob([`${JSON.stringify(content, null, 2)}\n`], { type: 'application/json' }));
