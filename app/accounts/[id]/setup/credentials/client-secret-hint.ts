import { CLIENT_SECRET_LENGTH, describeLength } from '@/lib/coupa/credentials';

interface Facts {
  needsSecret: boolean;
  isRejected: boolean;
  /** Length of the saved one; it is never sent back itself. */
  clientSecretLength: number | null;
  /** What looks odd in what was just typed. */
  doubt: string | null;
}

export function clientSecretHint({ needsSecret, isRejected, clientSecretLength, doubt }: Facts): string {
  const words = [`Called Secret in Coupa. ${CLIENT_SECRET_LENGTH} characters. Stored encrypted.`];
  if (!needsSecret) words.push('With PKCE Coupa needs none: it may stay empty.');
  if (doubt) words.push(doubt);
  else if (isRejected && clientSecretLength !== null)
    words.push(`The rejected one had ${clientSecretLength}. Leave this empty to try it once more.`);
  else if (clientSecretLength !== null && clientSecretLength !== CLIENT_SECRET_LENGTH)
    words.push(`The saved one has ${describeLength(clientSecretLength, CLIENT_SECRET_LENGTH)}`);
  return words.join(' ');
}
