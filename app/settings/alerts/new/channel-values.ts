import type { FieldErrors, Resolver } from 'react-hook-form';
import { type ChannelKind, newChannelSchema } from '@/lib/alerts/channel-schema';

/** What the form holds. */
export interface ChannelValues {
  kind: ChannelKind;
  name: string;
  target: string;
  reach: 'all' | 'one';
  accountId: string;
}

export interface Added {
  id: string;
  name: string;
  kind: ChannelKind;
  /** Null for a mailbox. */
  secret: string | null;
}

export const FIELDS = ['name', 'target', 'accountId'] as const;

export const FIRST_VALUES: ChannelValues = {
  kind: 'webhook',
  name: '',
  target: '',
  reach: 'all',
  accountId: '',
};

/** What the route takes. */
export const toRequest = ({ kind, name, target, reach, accountId }: ChannelValues) => ({
  kind,
  name,
  target,
  accountId: reach === 'all' ? null : accountId,
});

/** The route's own schema, with each message at the field that it is about. */
export const resolveChannel: Resolver<ChannelValues> = (values) => {
  const parsed = newChannelSchema.safeParse(toRequest(values));
  if (parsed.success) return { values, errors: {} };
  const errors: Record<string, { type: string; message: string }> = {};
  for (const { path, message } of parsed.error.issues)
    errors[String(path[0])] ??= { type: 'schema', message };
  return { values: {}, errors: errors as FieldErrors<ChannelValues> };
};
