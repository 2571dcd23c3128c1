'use client';

import type { ScopesFormState } from '@/app/accounts/[id]/setup/scopes/use-chosen-scopes';
import { type Option, Options } from '@/components/ui/options';

/** Only for a client that exists: its scopes are ticked already, and a token tells which. */
export const ScopeSourceOptions = ({ form }: { form: ScopesFormState }) => (
  <Options
    legend="Scopes of the client"
    options={SOURCES}
    defaultChosen={form.getValues('scopeSource')}
    error={form.formState.errors.scopeSource?.message}
    {...form.register('scopeSource')}
  />
);

const SOURCES: readonly Option[] = [
  {
    value: 'from_token',
    title: 'Let the token tell',
    sentence:
      'The request names no scope; Coupa then gives a token with all that are ticked on the client, and the token lists them.',
  },
  {
    value: 'chosen',
    title: 'Choose scopes',
    sentence:
      'The request names them. One that is not ticked on the client makes Coupa refuse the whole request.',
  },
];
