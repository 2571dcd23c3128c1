'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { type ReactNode, useState } from 'react';
import { useForm } from 'react-hook-form';
import { DoorPage } from '@/app/(door)/door-page';
import { enter } from '@/app/(door)/enter';
import { type NewPerson, NOBODY_YET, PERSON_FIELDS, PersonFields } from '@/app/(door)/person-fields';
import { Button } from '@/components/ui/button';
import { ErrorSummary } from '@/components/ui/error-summary';
import { listErrors } from '@/components/ui/list-errors';
import { callApi } from '@/components/wizard/call-api';
import { newPersonSchema } from '@/lib/door/person-schema';

/** `company`: the other way to become the owner, where the company's sign-in is set up. */
export function WelcomeForm({ token, company }: { token: string; company: ReactNode }) {
  const [isSending, setIsSending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm({
    resolver: zodResolver(newPersonSchema),
    defaultValues: NOBODY_YET,
    reValidateMode: 'onSubmit',
    shouldFocusError: false,
  });
  const { errors, submitCount } = form.formState;

  const submit = form.handleSubmit(async (owner: NewPerson) => {
    setIsSending(true);
    setRefusal(null);
    const answer = await callApi('POST', '/api/welcome', { token, owner });
    if (answer.ok) {
      const { outcome } = await enter(owner.email, owner.password);
      return window.location.assign(outcome === 'in' ? '/accounts' : '/sign-in');
    }
    setIsSending(false);
    const fields = answer.problem.fields ?? {};
    const known = PERSON_FIELDS.filter((field) => fields[`owner.${field}`]);
    for (const field of known) form.setError(field, { message: fields[`owner.${field}`] });
    if (known.length === 0) setRefusal(fields.form ?? answer.problem.detail);
  });

  const listed = listErrors(errors, PERSON_FIELDS);
  const summary = listed.length > 0 || !refusal ? listed : [{ message: refusal }];
  return (
    <DoorPage
      title="Welcome"
      sentence="Make the owner account of this service. The owner sets up Coupa accounts and looks after them."
      summary={<ErrorSummary errors={summary} attempt={submitCount} />}
    >
      {/* method: should the script not be there yet, nothing typed may land in the address. */}
      <form method="post" onSubmit={submit} noValidate className="space-y-6">
        <PersonFields register={form.register} errors={errors} />
        <Button
          type="submit"
          variant="primary"
          className="w-full"
          pendingWords="Creating your account…"
          isPending={isSending}
        >
          Create owner account
        </Button>
      </form>
      {company && <div className="mt-8 border-t border-line pt-6">{company}</div>}
    </DoorPage>
  );
}
