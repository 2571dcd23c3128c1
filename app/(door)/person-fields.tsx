import type { FieldErrors, UseFormRegister } from 'react-hook-form';
import type { z } from 'zod';
import { TextField } from '@/components/ui/field';
import { SecretField } from '@/components/ui/secret-field';
import type { newPersonSchema } from '@/lib/door/person-schema';

export type NewPerson = z.infer<typeof newPersonSchema>;

/** In the order in which they stand. */
export const PERSON_FIELDS = ['firstName', 'lastName', 'email', 'password'] as const;
export const NOBODY_YET: NewPerson = { firstName: '', lastName: '', email: '', password: '' };
export const PASSWORD_HINT =
  'At least 8 characters. A few words in a row are easy to remember and hard to guess.';

interface PersonFieldsProps {
  register: UseFormRegister<NewPerson>;
  errors: FieldErrors<NewPerson>;
}

/** What somebody new says of themselves. */
export const PersonFields = ({ register, errors }: PersonFieldsProps) => (
  <>
    <TextField
      label="First name"
      autoComplete="given-name"
      error={errors.firstName?.message}
      {...register('firstName')}
    />
    <TextField
      label="Last name"
      autoComplete="family-name"
      error={errors.lastName?.message}
      {...register('lastName')}
    />
    <TextField
      label="Email"
      type="email"
      autoComplete="username"
      hint="You sign in with it. Nothing is sent to it."
      error={errors.email?.message}
      {...register('email')}
    />
    <SecretField
      label="Password"
      hint={PASSWORD_HINT}
      error={errors.password?.message}
      {...register('password')}
    />
  </>
);
