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
import type { Role } from '@/lib/door/person';
import { newPersonSchema } from '@/lib/door/person-schema';

const MAY: Record<Role, string> = {
  owner: 'You will be an owner: you set up Coupa accounts, and look after people, keys and settings.',
  editor: 'You will be an editor: you set up Coupa accounts and look after them.',
  viewer: 'You will be a viewer: you see how the Coupa accounts are, and none of their secrets.',
};

interface InvitationFormProps {
  token: string;
  role: Role;
  /** The other way in, where the company's sign-in is set up. */
  company: ReactNode;
}

export function InvitationForm({ token, role, company }: InvitationFormProps) {
  const [isSending, setIsSending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm({
    resolver: zodResolver(newPersonSchema),
    defaultValues: NOBODY_YET,
    reValidateMode: 'onSubmit',
    shouldFocusError: false,
  });
  const { errors, submitCount } = form.formState;

  const submit = form.handleSubmit(async (person: NewPerson) => {
    setIsSending(true);
    setRefusal(null);
    const answer = await callApi('POST', '/api/invitations/claim', { token, person });
    if (answer.ok) {
      const { outcome } = await enter(person.email, person.password);
      // Replaced, so that the link does not stay in the history.
      return window.location.replace(outcome === 'in' ? '/accounts' : '/sign-in');
    }
    setIsSending(false);
    const fields = answer.problem.fields ?? {};
    const known = PERSON_FIELDS.filter((field) => fields[`person.${field}`]);
    for (const field of known) form.setError(field, { message: fields[`person.${field}`] });
    if (known.length === 0) setRefusal(fields.form ?? answer.problem.detail);
  });

  const listed = listErrors(errors, PERSON_FIELDS);
  const summary = listed.length > 0 || !refusal ? listed : [{ message: refusal }];
  return (
    <DoorPage
      title="Invitation"
      sentence={`Make your own sign-in for this service. ${MAY[role]}`}
      summary={<ErrorSummary errors={summary} attempt={submitCount} />}
    >
      {/* method: should the script not be there yet, nothing typed may land in the address. */}
      <form method="post" onSubmit={submit} noValidate className="space-y-6">
        <PersonFields register={form.register} errors={errors} />
        <Button
          type="submit"
          variant="primary"
          className="w-full"
          pendingWords="Creating your sign-in…"
          isPending={isSending}
        >
          Create my sign-in
        </Button>
      </form>
      {company && <div className="mt-8 border-t border-line pt-6">{company}</div>}
    </DoorPage>
  );
}
