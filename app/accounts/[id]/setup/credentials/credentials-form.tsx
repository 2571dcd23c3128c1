'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import type { Failure } from '@/app/accounts/[id]/failure-of';
import { CopyField } from '@/components/ui/copy-field';
import { ErrorSummary, type SummaryError } from '@/components/ui/error-summary';
import { TextField } from '@/components/ui/field';
import { listErrors } from '@/components/ui/list-errors';
import { Marked } from '@/components/ui/marked';
import { Notice } from '@/components/ui/notice';
import { SecretField } from '@/components/ui/secret-field';
import { ProblemPanel } from '@/components/wizard/problem-panel';
import { StepButtons } from '@/components/wizard/step-buttons';
import { StepFrame } from '@/components/wizard/step-frame';
import { stepPath } from '@/lib/accounts/steps';
import type { AccountView } from '@/lib/accounts/view';
import { CLIENT_ID_LENGTH } from '@/lib/coupa/credentials';
import { clientSecretHint } from './client-secret-hint';
import { credentialsFormSchema } from './credentials-form-schema';
import { useAuthorize } from './use-authorize';
import { useCleanedInput } from './use-cleaned-input';

type Account = Pick<
  AccountView,
  | 'id'
  | 'version'
  | 'label'
  | 'instanceUrl'
  | 'grantType'
  | 'clientProof'
  | 'clientId'
  | 'redirectUri'
  | 'hasClientSecret'
  | 'clientSecretLength'
  | 'finishedSteps'
  | 'isTokenCurrent'
>;

interface CredentialsFormProps {
  account: Account;
  failure: Failure | null;
  ledBackBecause: string | null;
  /** Notice before leaving for Coupa. */
  leaving: ReactNode;
  aside: ReactNode;
}

const FIELDS = ['clientId', 'clientSecret'] as const;

export function CredentialsForm({ account, failure, ledBackBecause, leaving, aside }: CredentialsFormProps) {
  const { id, label, instanceUrl, grantType, clientProof, redirectUri, isTokenCurrent } = account;
  const router = useRouter();
  const isCode = grantType === 'authorization_code';
  const needsSecret = !(isCode && clientProof === 'pkce');
  const host = new URL(instanceUrl).host;

  const form = useForm({
    resolver: (values, context, options) =>
      zodResolver(credentialsFormSchema({ ...saved, needsSecret }))(values, context, options),
    defaultValues: { clientId: account.clientId, clientSecret: '' },
    reValidateMode: 'onSubmit',
    shouldFocusError: false,
  });
  const { errors, submitCount } = form.formState;
  const { saved, isSending, problem, tries, authorize, leave } = useAuthorize({
    account: { ...account, isFinished: account.finishedSteps.includes('credentials') },
    onSaved: () => {
      form.setValue('clientSecret', '');
      secretInput.forget();
    },
    onFieldErrors: (fields) => {
      for (const [field, message] of Object.entries(fields))
        form.setError(field.replace(/^step\./, '') as (typeof FIELDS)[number], { message });
    },
  });
  const control = (field: (typeof FIELDS)[number]) => ({
    get: () => form.getValues(field),
    set: (value: string) => form.setValue(field, value),
  });
  const idInput = useCleanedInput('Client ID', control('clientId'));
  const secretInput = useCleanedInput('Client secret', control('clientSecret'));

  function saveAndLeave() {
    const { clientId, clientSecret } = form.getValues();
    const isUntouched = clientId.trim() === saved.clientId && clientSecret.trim() === '';
    if (isUntouched) router.push('/accounts');
    else form.handleSubmit(leave)();
  }

  const listed = listErrors(errors, FIELDS);
  const isRejected = failure?.code === 'invalid_client' && !problem?.fields;
  const rejection = isRejected ? failure.explanation.title : undefined;
  const title = problem?.title ?? failure?.explanation.title;
  const failed: SummaryError[] = title
    ? [{ message: title, field: isRejected ? 'clientSecret' : undefined }]
    : [];
  const hasWords = failure !== null && (problem === null || problem.code === failure.code);
  const verb = isTokenCurrent ? 'Re-authorize' : 'Authorize';

  return (
    <StepFrame
      step="credentials"
      accountId={id}
      finished={account.finishedSteps}
      label={label}
      host={host}
      sentence={
        isCode
          ? 'Bring the Identifier and the Secret over from Coupa, then authorize.'
          : `Bring the Identifier and the Secret over from Coupa, then authorize: this service asks ${host} for a token.`
      }
      summary={
        <ErrorSummary errors={listed.length > 0 ? listed : failed} attempt={submitCount + tries}>
          {listed.length === 0 && problem && !hasWords && (
            <p className="mt-2">
              <Marked text={problem.detail} />
            </p>
          )}
        </ErrorSummary>
      }
      aside={aside}
      buttons={
        <StepButtons
          formId="credentials"
          words={verb}
          pendingWords="Authorizing…"
          isPending={isSending}
          progress={isCode ? 'Taking you to Coupa…' : 'Asking Coupa for a token…'}
          backHref={stepPath(id, 'scopes')}
          onLeave={saveAndLeave}
        />
      }
    >
      {ledBackBecause && <Notice title={ledBackBecause} />}
      {/* method: should the script not be there yet, nothing typed may land in the address. */}
      <form
        id="credentials"
        method="post"
        onSubmit={form.handleSubmit(authorize)}
        noValidate
        className="space-y-6"
      >
        <TextField
          label="Client ID"
          hint={[`Called Identifier in Coupa. ${CLIENT_ID_LENGTH} characters.`, idInput.doubt]
            .filter(Boolean)
            .join(' ')}
          isMono
          error={errors.clientId?.message}
          understood={idInput.understood}
          onPaste={idInput.onPaste}
          {...form.register('clientId', { onBlur: idInput.onBlur, onChange: idInput.forget })}
        />
        <SecretField
          label="Client secret"
          hint={clientSecretHint({ ...account, needsSecret, isRejected, doubt: secretInput.doubt })}
          isSaved={saved.hasClientSecret}
          error={errors.clientSecret?.message ?? rejection}
          understood={secretInput.understood}
          onPaste={secretInput.onPaste}
          {...form.register('clientSecret', { onBlur: secretInput.onBlur, onChange: secretInput.forget })}
        />
        {isCode && (
          <CopyField
            name="redirectUri"
            label="Redirect URI"
            value={redirectUri}
            hint="Must stand in Coupa’s Redirect URIs, character for character."
          />
        )}
      </form>
      {hasWords && (
        <ProblemPanel
          explanation={failure.explanation}
          trace={failure.trace}
          {...(failure.at && { at: failure.at })}
        />
      )}
      {leaving}
    </StepFrame>
  );
}
