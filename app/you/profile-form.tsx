'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { YouSection } from '@/app/you/you-section';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { callApi } from '@/components/wizard/call-api';
import { profileSchema } from '@/lib/door/person-schema';

type Names = { firstName: string; lastName: string };

/** The name that colleagues and the audit log see. */
export function ProfileForm(names: Names) {
  const router = useRouter();
  const [isSending, setIsSending] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const form = useForm<Names>({
    resolver: zodResolver(profileSchema),
    defaultValues: names,
    reValidateMode: 'onSubmit',
  });
  const { errors } = form.formState;

  const submit = form.handleSubmit(async (typed) => {
    setIsSending(true);
    setSaid(null);
    const answer = await callApi('PUT', '/api/me/profile', typed);
    setIsSending(false);
    if (!answer.ok) return setSaid(`Not saved. ${answer.problem.title}.`);
    setSaid('Saved.');
    router.refresh();
  });

  return (
    <YouSection id="name-title" title="Name">
      <form method="post" onSubmit={submit} noValidate>
        <div className="grid gap-4 md:grid-cols-2">
          <TextField
            label="First name"
            autoComplete="given-name"
            error={errors.firstName?.message}
            {...form.register('firstName')}
          />
          <TextField
            label="Last name"
            autoComplete="family-name"
            error={errors.lastName?.message}
            {...form.register('lastName')}
          />
        </div>
        <div className="mt-4 flex flex-wrap items-center gap-4">
          <Button type="submit" pendingWords="Saving…" isPending={isSending}>
            Save the name
          </Button>
          <p role="status">{said}</p>
        </div>
      </form>
    </YouSection>
  );
}
