'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';

interface CodeFieldProps {
  name: string;
  hasTotp: boolean;
  hasRecoveryCodes: boolean;
  error?: string | undefined;
}

/**
 * One field for either kind of code; the server knows them apart by their length. Which one is asked for decides only
 * keyboard, hint and what the browser may fill in.
 */
export function CodeField({ name, hasTotp, hasRecoveryCodes, error }: CodeFieldProps) {
  const [isRecovery, setIsRecovery] = useState(!hasTotp);
  return (
    <div>
      {isRecovery ? (
        <TextField
          key="recovery"
          name={name}
          label="Recovery code"
          hint="One of the codes that you kept. Each works once."
          isMono
          maxLength={60}
          error={error}
        />
      ) : (
        <TextField
          key="code"
          name={name}
          label="Code"
          hint="Six digits from your authenticator app."
          inputMode="numeric"
          autoComplete="one-time-code"
          isMono
          maxLength={12}
          error={error}
        />
      )}
      {hasTotp && hasRecoveryCodes && (
        <Button variant="text" className="mt-2 text-sm" onClick={() => setIsRecovery(!isRecovery)}>
          {isRecovery ? 'Use a code from the app' : 'Use a recovery code'}
        </Button>
      )}
    </div>
  );
}
