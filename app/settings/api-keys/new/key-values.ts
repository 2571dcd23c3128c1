import type { FieldErrors, Resolver } from 'react-hook-form';
import { newApiKeySchema } from '@/lib/door/api-key-schema';
import type { ApiKeyScope } from '@/lib/door/api-key-scopes';
import { expiryOf, type Lifetime } from './expiry';
import type { NamedAccount } from './named-account';

/** What the form holds. */
export interface KeyValues {
  name: string;
  scopes: ApiKeyScope[];
  reach: 'all' | 'named';
  accountIds: NamedAccount[];
  lifetime: Lifetime;
  day: string;
}

export const FIELDS = ['name', 'scopes', 'accountIds', 'lifetime', 'day'] as const;

export const FIRST_VALUES: KeyValues = {
  name: '',
  scopes: [],
  reach: 'all',
  accountIds: [],
  lifetime: '90',
  day: '',
};

/** What the route takes. */
export const toRequest = (values: KeyValues, now: Date) => ({
  name: values.name,
  scopes: values.scopes,
  accountIds: values.reach === 'all' ? null : values.accountIds.map(({ id }) => id),
  expiresAt: expiryOf(values.lifetime, values.day, now)?.toISOString() ?? null,
});

/** The route's own schema, with each message at the field that it is about. */
export const resolveKey: Resolver<KeyValues> = (values) => {
  const now = new Date();
  const parsed = newApiKeySchema(() => now).safeParse(toRequest(values, now));
  if (parsed.success) return { values, errors: {} };
  const errors: Record<string, { type: string; message: string }> = {};
  for (const { path, message } of parsed.error.issues)
    errors[fieldOf(String(path[0]), values)] ??= { type: 'schema', message };
  return { values: {}, errors: errors as FieldErrors<KeyValues> };
};

export const fieldOf = (name: string, { lifetime }: Pick<KeyValues, 'lifetime'>): string =>
  name === 'expiresAt' ? (lifetime === 'date' ? 'day' : 'lifetime') : name;
