import { type CredentialsStep, credentialsStepSchema } from '@/lib/accounts/schema';

interface Saved {
  clientId: string;
  hasClientSecret: boolean;
  /** False for PKCE: Coupa takes the code verifier instead. */
  needsSecret: boolean;
}

/** The step's own schema, and the rule that the server keeps about a missing secret, so that both fields are told at once. */
export const credentialsFormSchema = ({ clientId, hasClientSecret, needsSecret }: Saved) =>
  credentialsStepSchema.refine(
    (step) => step.clientSecret !== '' || !needsSecret || (hasClientSecret && step.clientId === clientId),
    {
      path: ['clientSecret'],
      error: ({ input }) =>
        hasClientSecret && (input as CredentialsStep).clientId !== clientId
          ? 'Enter the Client secret of this Client ID'
          : 'Enter the Client secret',
      when: () => true,
    },
  );
