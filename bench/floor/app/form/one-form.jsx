'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod';

const schema = z.strictObject({ label: z.string().trim().min(1), email: z.email() });

/** One form with the libraries of every step: the least that such a page can weigh. */
export function OneForm() {
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { label: '', email: '' } });
  return (
    <form onSubmit={form.handleSubmit(() => undefined)}>
      <label>
        Label <input {...form.register('label')} />
      </label>
      <label>
        Email <input {...form.register('email')} />
      </label>
      <button type="submit">Continue</button>
    </form>
  );
}
