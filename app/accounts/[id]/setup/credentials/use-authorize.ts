'use client';

import { usePathname, useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { callApi } from '@/components/wizard/call-api';
import type { CredentialsStep } from '@/lib/accounts/schema';
import type { Problem } from '@/lib/http/problem';

interface Saved {
  version: number;
  clientId: string;
  hasClientSecret: boolean;
}

interface UseAuthorize {
  account: Saved & { id: string; isFinished: boolean };
  /** Messages that the server has for fields. */
  onFieldErrors(fields: Record<string, string>): void;
  /** The secret is on the server now and need not stay in the page. */
  onSaved(): void;
}

/** Saves the credentials where they changed, asks for the token, and goes where the server says: the result page or Coupa. */
export function useAuthorize({ account, onFieldErrors, onSaved }: UseAuthorize) {
  const router = useRouter();
  const path = usePathname();
  const [stored, setStored] = useState<Saved>(account);
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [tries, setTries] = useState(0);
  const saved = stored.version > account.version ? stored : account;

  // Back from Coupa by the browser's own button: the page comes as it was left.
  useEffect(() => {
    const wake = (event: PageTransitionEvent) => event.persisted && setIsSending(false);
    window.addEventListener('pageshow', wake);
    return () => window.removeEventListener('pageshow', wake);
  }, []);

  function fail(found: Problem) {
    setIsSending(false);
    setTries((before) => before + 1);
    if (found.fields) onFieldErrors(found.fields);
    else setProblem(found);
    // The words for the failure are made on the server; an older one named in the address is over.
    window.history.replaceState(null, '', path);
    router.refresh();
  }

  async function save(step: CredentialsStep): Promise<boolean> {
    const isUnchanged = account.isFinished && step.clientSecret === '' && step.clientId === saved.clientId;
    if (isUnchanged) return true;
    const body = { version: saved.version, step };
    const answer = await callApi<{ version: number }>('PUT', `/api/accounts/${account.id}/credentials`, body);
    if (!answer.ok) {
      fail(answer.problem);
      return false;
    }
    const { clientId, clientSecret } = step;
    const hasClientSecret = clientSecret !== '' || (saved.hasClientSecret && clientId === saved.clientId);
    setStored({ version: answer.data.version, clientId, hasClientSecret });
    onSaved();
    return true;
  }

  async function authorize(step: CredentialsStep): Promise<void> {
    setIsSending(true);
    setProblem(null);
    if (!(await save(step))) return;
    const answer = await callApi<{ location: string }>('POST', `/api/accounts/${account.id}/authorize`);
    if (!answer.ok) return fail(answer.problem);
    const { location } = answer.data;
    if (location.startsWith('/')) router.push(location);
    else window.location.assign(location);
  }

  async function leave(step: CredentialsStep): Promise<void> {
    if (await save(step)) router.push('/accounts');
  }

  return { saved, isSending, problem, tries, authorize, leave };
}
