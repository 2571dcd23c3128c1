import type { Option } from '@/components/ui/options';
import type { ChannelKind } from '@/lib/alerts/channel-schema';

export const KIND_OPTIONS = (hasMail: boolean): readonly (Option & { value: ChannelKind })[] => [
  {
    value: 'webhook',
    title: 'Webhook',
    sentence: 'A signed POST with JSON, to a system that pages people or keeps incidents.',
  },
  {
    value: 'email',
    title: 'E-mail',
    sentence: 'To a mailbox that a team reads.',
    ...(!hasMail && { unavailable: 'No mail server is set up here.' }),
  },
];

export const TARGETS = {
  webhook: {
    label: 'Address',
    hint: 'Begins with https://. It is kept as it is and only its host is shown again.',
  },
  email: { label: 'Email', hint: 'One address. For several people, use that of their list.' },
} satisfies Record<ChannelKind, { label: string; hint: string }>;

export const REACH_OPTIONS: readonly Option[] = [
  { value: 'all', title: 'All accounts', sentence: 'Those of today and those that will be set up.' },
  { value: 'one', title: 'Only one', sentence: 'It hears nothing of the others.' },
];
