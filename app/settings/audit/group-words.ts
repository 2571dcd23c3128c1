import type { EventGroup } from '@/lib/audit/event-groups';
import type { EventResult } from '@/lib/audit/event-kinds';

export const GROUP_WORDS: Record<EventGroup, string> = {
  'set-up': 'Set-up of accounts',
  tokens: 'Tokens and validation',
  secrets: 'Secrets and exports',
  'sign-in': 'Signing in',
  people: 'People and factors',
  'api-keys': 'API keys',
  refusals: 'Refused requests',
  service: 'The service itself',
};

export const RESULT_WORDS: Record<EventResult, string> = {
  done: 'Done',
  refused: 'Refused',
  failed: 'Failed',
};
