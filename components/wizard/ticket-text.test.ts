import { expect, it } from 'vitest';
import type { Trace } from '@/lib/errors';
import { ticketText } from './ticket-text';

const explanation = {
  title: 'Coupa rejected the Client ID or the Client secret',
  happened: 'The token endpoint answered `401`.',
  why: 'Most likely the secret was cut.',
  fixerWords: 'You, on this page.',
  steps: ['Open [the clients page](https://acme.coupahost.com/oauth2/clients).', 'Press **Show/Hide**.'],
};

const trace: Trace = {
  method: 'POST',
  url: 'https://acme.coupahost.com/oauth2/token',
  sent: { grant_type: 'client_credentials', client_id: 'ending 835e', client_secret: 'hidden' },
  startedAt: '2026-02-02T14:12:42.000Z',
  durationMs: 388.4,
  status: 401,
  error: 'invalid_client',
  errorDescription: 'The client failed to authenticate',
};

it('tells the whole story in plain text', () => {
  expect(ticketText(explanation, trace)).toBe(
    [
      'Coupa rejected the Client ID or the Client secret',
      '',
      'What happened: The token endpoint answered 401.',
      'Coupa answered: 401 invalid_client “The client failed to authenticate”, after 388 ms',
      'When: 2026-02-02T14:12:42.000Z',
      'Why: Most likely the secret was cut.',
      'Who fixes it: You, on this page.',
      '1. Open the clients page (https://acme.coupahost.com/oauth2/clients).',
      '2. Press Show/Hide.',
      'What we sent: POST https://acme.coupahost.com/oauth2/token',
      '  grant_type=client_credentials',
      '  client_id=ending 835e',
      '  client_secret=hidden',
    ].join('\n'),
  );
});

it('does without a request', () => {
  const text = ticketText({ ...explanation, steps: [] }, undefined, '2026-02-02T14:00:00.000Z');
  expect(text).toContain('When: 2026-02-02T14:00:00.000Z');
  expect(text).not.toContain('What we sent');
  expect(text).not.toContain('Coupa answered');
});
