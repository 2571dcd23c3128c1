import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { ALERT_KINDS } from '@/lib/alerts/alert-kinds';
import { RETRY_AFTER_MS } from '@/lib/alerts/delivery-schedule';
import { makeWebhookSecret, signatureHeaders } from '@/lib/alerts/webhook-signature';
import {
  NEEDS_PERSON,
  QUIET_MS,
  SETTLED_MS,
  SOON_MS,
  TOO_LONG_MS,
  TOO_OFTEN_MS,
} from '@/lib/alerts/when-to-tell';
import { REQUESTS } from '@/lib/oauth/destinations';
import { codesIn, tableUnder } from '@/test/markdown-table';

const page = readFileSync('docs/alerts.md', 'utf8');
const prose = page.replace(/\s+/g, ' ');
const minutes = (ms: number) => ms / 60_000;

test('docs/alerts.md names every kind of alert, and the times that the code keeps', () => {
  const rows = tableUnder(page, '| Kind | When |');
  expect(rows.map(([kind = '']) => codesIn(kind)[0])).toEqual([...ALERT_KINDS]);
  const failed = rows[0]?.[1] ?? '';
  for (const state of NEEDS_PERSON) expect(failed).toContain(state);
  expect(failed).toContain(
    `${minutes(TOO_LONG_MS)} minutes, or ${minutes(SETTLED_MS)} minutes while the token ends within ${minutes(SOON_MS) / 60} hours`,
  );
  expect(prose).toContain(`Within ${minutes(QUIET_MS)} minutes after an all-clear`);
  expect(prose).toContain(`only once it has lasted ${minutes(TOO_OFTEN_MS)} minutes`);
  const [one, five, half, ...hours] = RETRY_AFTER_MS.map(minutes);
  expect(prose).toContain(
    `after ${one} minute, ${five} minutes, ${half} minutes, ${hours
      .map((each) => each / 60)
      .join(' hours, ')
      .replace(/, (\d+)$/, ' and $1')} hours`,
  );
  expect(REQUESTS.webhook.maxRequests).toBe(RETRY_AFTER_MS.length + 1);
});

test('its example for Node takes what this service signs, and nothing that was changed or is old', async () => {
  const [, code = ''] = /```js\n([\s\S]*?)```/.exec(page) ?? [];
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'caw-example-')), 'example.mjs');
  writeFileSync(file, code);
  const { isFromWizard } = await import(pathToFileURL(file).href);
  const secret = makeWebhookSecret();
  const body = '{"kind":"test"}';
  const headersAt = (at: number) =>
    signatureHeaders([makeWebhookSecret(), secret], { id: 'made-up', at: new Date(at), body });
  const headers = headersAt(Date.now());
  expect(isFromWizard(secret, headers, body)).toBe(true);
  expect(isFromWizard(secret, headers, `${body} `)).toBe(false);
  expect(isFromWizard(secret, { ...headers, 'webhook-id': 'another' }, body)).toBe(false);
  expect(isFromWizard(makeWebhookSecret(), headers, body)).toBe(false);
  expect(isFromWizard(secret, headersAt(Date.now() - 301_000), body)).toBe(false);
});
