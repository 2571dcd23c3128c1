'use client';

import { useState } from 'react';
import type { GrantTypeFormState } from '@/app/accounts/[id]/setup/grant-type/grant-type-options';
import { Button } from '@/components/ui/button';
import { CopyField } from '@/components/ui/copy-field';
import { TextField } from '@/components/ui/field';
import type { StepAccount } from '@/components/wizard/step-account';
import type { GrantType } from '@/lib/accounts/schema';
import { proposeLogin } from '@/lib/coupa/login';

interface ClientFieldsProps {
  account: StepAccount;
  form: GrantTypeFormState;
  grantType: GrantType;
}

/** What Coupa's form asks for under this grant type, with proposals in it. */
export const ClientFields = ({ account, form, grantType }: ClientFieldsProps) => (
  <section aria-labelledby="client-fields" className="space-y-6">
    <div>
      <h2 id="client-fields" className="text-lg font-semibold">
        What Coupa will ask for
      </h2>
      <p className="text-ink-2">The illustration takes over what you enter here.</p>
    </div>
    <TextField label="Name" error={form.formState.errors.name?.message} {...form.register('name')} />
    {grantType === 'client_credentials' ? (
      <>
        <LoginField account={account} form={form} />
        <ContactFields form={form} />
      </>
    ) : (
      <CopyField
        name="redirectUri"
        label="Redirect URI"
        value={account.redirectUri}
        hint="This account’s own. It must stand in Coupa’s Redirect URIs, character for character."
      />
    )}
  </section>
);

function LoginField({ account, form }: Omit<ClientFieldsProps, 'grantType'>) {
  const [attempt, setAttempt] = useState(0);

  function proposeAnother() {
    const { host } = new URL(account.instanceUrl);
    const next = proposeLogin(account.label, host, attempt + 1);
    setAttempt(attempt + 1);
    form.setValue('login', next, { shouldDirty: true });
  }

  return (
    <TextField
      label="Login"
      hint="Must be unique among all clients and users of the instance. If it is not, Coupa says “Login has already been taken”."
      error={form.formState.errors.login?.message}
      isMono
      beside={<Button onClick={proposeAnother}>Propose another</Button>}
      {...form.register('login')}
    />
  );
}

const ContactFields = ({ form }: Pick<ClientFieldsProps, 'form'>) => {
  const { errors } = form.formState;
  return (
    <>
      <div className="grid gap-6 md:grid-cols-2 md:gap-4">
        <TextField
          label="Contact first name"
          error={errors.contactFirstName?.message}
          {...form.register('contactFirstName')}
        />
        <TextField
          label="Contact last name"
          error={errors.contactLastName?.message}
          {...form.register('contactLastName')}
        />
      </div>
      <TextField
        label="Contact email"
        hint="Only tells other administrators whom to ask."
        inputMode="email"
        error={errors.contactEmail?.message}
        {...form.register('contactEmail')}
      />
    </>
  );
};
