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

interface PersonFormProps {
  title: string;
  sentence: string;
  words: string;
  pendingWords: string;
  path: string;
  token: string;
  /** What the person is called in the request: the server names its fields by it. */
  member: 'owner' | 'person';
  /** Goes on to the page; the link itself should not stay in the history where it can be helped. */
  leave: (path: string) => void;
  /** The other way in, where the company's sign-in is set up. */
  company: ReactNode;
}

/** By a one-time link somebody becomes a person here, and is signed in. */
export function PersonForm({ title, sentence, words, pendingWords, company, ...request }: PersonFormProps) {
  const { path, token, member, leave } = request;
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
    const answer = await callApi('POST', path, { token, [member]: person });
    if (answer.ok) {
      const { outcome } = await enter(person.email, person.password);
      return leave(outcome === 'in' ? '/accounts' : '/sign-in');
    }
    setIsSending(false);
    const fields = answer.problem.fields ?? {};
    const known = PERSON_FIELDS.filter((field) => fields[`${member}.${field}`]);
    for (const field of known) form.setError(field, { message: fields[`${member}.${field}`] });
    if (known.length === 0) setRefusal(fields.form ?? answer.problem.detail);
  });

  const listed = listErrors(errors, PERSON_FIELDS);
  const summary = listed.length > 0 || !refusal ? listed : [{ message: refusal }];
  return (
    <DoorPage
      title={title}
      sentence={sentence}
      summary={<ErrorSummary errors={summary} attempt={submitCount} />}
    >
      {/* method: should the script not be there yet, nothing typed may land in the address. */}
      <form method="post" onSubmit={submit} noValidate className="space-y-6">
        <PersonFields register={form.register} errors={errors} />
        <Button
          type="submit"
          variant="primary"
          className="w-full"
          pendingWords={pendingWords}
          isPending={isSending}
        >
          {words}
        </Button>
      </form>
      {company && <div className="mt-8 border-t border-line pt-6">{company}</div>}
    </DoorPage>
  );
}
