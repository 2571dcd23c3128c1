'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { type MadeLink, MadeLinkNotice } from '@/app/settings/people/made-link';
import { ROLE_OPTIONS } from '@/app/settings/people/people-words';
import { useAction } from '@/components/door/use-action';
import { Button, LinkButton } from '@/components/ui/button';
import { ErrorSummary } from '@/components/ui/error-summary';
import { TextField } from '@/components/ui/field';
import { listErrors } from '@/components/ui/list-errors';
import { Options } from '@/components/ui/options';
import { PageLink } from '@/components/ui/page-link';
import { PageTitle } from '@/components/ui/page-title';
import { invitationSchema } from '@/lib/door/person-schema';

const FIELDS = ['forWhom', 'role'] as const;

/** Makes a one-time link. The person who opens it gives name, email and password themselves. */
export function InviteForm() {
  const [made, setMade] = useState<{ link: MadeLink; forWhom: string } | null>(null);
  const { run, isSending, problem } = useAction<MadeLink>();
  const form = useForm<z.input<typeof invitationSchema>>({
    resolver: zodResolver(invitationSchema),
    defaultValues: { forWhom: '', role: 'editor' },
    reValidateMode: 'onSubmit',
    shouldFocusError: false,
  });
  const { errors, submitCount } = form.formState;

  const submit = form.handleSubmit(async (wanted) => {
    const link = await run('POST', '/api/invitations', wanted);
    if (link) setMade({ link, forWhom: wanted.forWhom });
  });

  const listed = listErrors(errors, FIELDS);
  const refusal = problem && (problem.fields?.form ?? `${problem.title}. ${problem.detail}`);
  const summary = listed.length > 0 || !refusal ? listed : [{ message: refusal }];
  return (
    <div className="max-w-[37.5rem]">
      <ErrorSummary errors={summary} attempt={submitCount} />
      <PageTitle
        above={
          <PageLink href="/settings/people" className="link">
            People
          </PageLink>
        }
        title="Invite somebody"
        sentence="You get a link that works once, for 72 hours. Whoever opens it makes their own sign-in."
      />
      {made ? (
        <div className="mt-8 space-y-6">
          <MadeLinkNotice {...made} />
          <LinkButton href="/settings/people">Back to the people</LinkButton>
        </div>
      ) : (
        <form method="post" onSubmit={submit} noValidate className="mt-8 space-y-6">
          <TextField
            label="Who is it for?"
            hint="A name or an address, so that you can tell open links apart. Nothing is sent."
            maxLength={100}
            error={errors.forWhom?.message}
            {...form.register('forWhom')}
          />
          <Options
            legend="Role"
            options={ROLE_OPTIONS}
            defaultChosen="editor"
            error={errors.role?.message}
            {...form.register('role')}
          />
          <Button type="submit" variant="primary" pendingWords="Making the link…" isPending={isSending}>
            Make the link
          </Button>
        </form>
      )}
    </div>
  );
}
