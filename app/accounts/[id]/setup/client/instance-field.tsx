'use client';

import type { ClientFormState, Instance } from '@/app/accounts/[id]/setup/client/use-instance';
import { InstanceWords } from '@/components/coupa/instance-words';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { useLeaving } from '@/components/ui/use-leaving';

interface InstanceFieldProps {
  form: ClientFormState;
  instance: Instance;
  practiceOrigin: string | null;
}

export function InstanceField({ form, instance, practiceOrigin }: InstanceFieldProps) {
  const { understood, understand, takePractice } = instance;
  const leave = useLeaving(understand);
  return (
    <div>
      <TextField
        label="Instance URL"
        hint="Paste any address of your Coupa, for example from the browser when you are signed in."
        error={form.formState.errors.instanceUrl?.message}
        isMono
        inputMode="url"
        understood={understood && <InstanceWords {...understood} />}
        {...form.register('instanceUrl', { onBlur: leave })}
      />
      {practiceOrigin && (
        <Button variant="text" onClick={takePractice} className="mt-1.5 text-sm">
          Use the practice Coupa
        </Button>
      )}
    </div>
  );
}
