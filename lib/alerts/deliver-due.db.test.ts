import { and, eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAlertOutbound } from '@/lib/alerts/alert-outbound';
import { addChannel, forgetPreviousSecrets, rollSecret, setPaused } from '@/lib/alerts/channel-mutations';
import { deliverDue } from '@/lib/alerts/deliver-due';
import { claimAgain, claimDue, claimTest } from '@/lib/alerts/delivery-mutations';
import { MAX_TRIES, RETRY_AFTER_MS } from '@/lib/alerts/delivery-schedule';
import { createMailer } from '@/lib/alerts/mailer';
import { raiseAlert } from '@/lib/alerts/raise-alert';
import { tryDelivery, type Ways } from '@/lib/alerts/try-delivery';
import { alertChannels, alertDeliveries, alerts, events } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Person } from '@/lib/door/person';
import { REQUESTS } from '@/lib/oauth/destinations';
import { makeCertificate } from '@/test/authorization-server/certificate';
import { HandClock } from '@/test/authorization-server/hand-clock';
import { openTestStore } from '@/test/database';
import { MailServer } from '@/test/mail-server';
import { makePerson } from '@/test/person';
import { makeToldAccount, type ToldAccount } from '@/test/told-account';
import { isSignedWith, status, WebhookReceiver } from '@/test/webhook-receiver';

/** Owners are told by mail only where a mail server is set up; here the channels are looked at. */
const APP_URL = 'https://wizard.acme.example';
const MINUTE_MS = 60_000;
const MAIL_FROM = 'Coupa accounts <alerts@acme.example>';

const receiver = new WebhookReceiver();
const mail = new MailServer();
let store: Store;
let by: Person;
let account: ToldAccount;
let clock: HandClock;
let ways: Ways;

beforeAll(async () => {
  await Promise.all([receiver.start(), mail.start()]);
  store = await openTestStore();
  by = await makePerson(store);
  account = await makeToldAccount(store, { owner: by, label: 'Suppliers' });
});
beforeEach(() => {
  clock = new HandClock();
  ways = {
    outbound: createAlertOutbound([receiver.host], clock),
    mailer: createMailer({ url: { value: mail.url }, from: MAIL_FROM }, clock),
  };
});
afterEach(async () => {
  receiver.calls.length = 0;
  mail.mails.length = 0;
  await store.db.delete(alerts);
  await store.db.delete(alertChannels);
});
afterAll(async () => {
  await Promise.all([receiver.stop(), mail.stop(), store.close()]);
});

const context = () => ({ store, clock, appUrl: APP_URL });
const deliver = () => deliverDue(context(), new AbortController().signal, ways);
const add = (kind: 'webhook' | 'email', target: string, name = target) =>
  addChannel(
    store,
    by,
    { kind, name, target, accountId: null },
    { alertHosts: [receiver.host], now: clock.now() },
  );
const addWebhook = async (path: string) => {
  const { id, secret } = await add('webhook', receiver.url(path));
  return { id, secret: secret ?? '' };
};
const FAILED = {
  ...{ state: 'credentials_rejected', since: '2026-11-24T09:50:00.000Z', code: 'invalid_client' },
  ...{ title: 'Coupa does not accept the credentials', fixer: 'You, on this page.', steps: ['Look', 'Save'] },
};
const raise = (kind: 'failed' | 'recovered' = 'failed', facts: Record<string, string | string[]> = FAILED) =>
  raiseAlert(store, { accountId: account.id, kind, facts, at: clock.now() });
const rowOf = async (channelId: string) =>
  (await store.db.select().from(alertDeliveries).where(eq(alertDeliveries.channelId, channelId)))[0];

test('a webhook says what happened, signed as Standard Webhooks says, and a body that was changed is found out', async () => {
  const { id, secret } = await addWebhook('/signed');
  await raise();
  receiver.answers('/signed', status(200, {}, 'x'.repeat(200_000)));
  expect(await deliver()).toEqual({ delivered: 1, failed: 0 });
  const [call] = receiver.calls;
  if (!call) throw new Error('nobody called');
  expect(await isSignedWith(secret, call)).toBe(true);
  expect(await isSignedWith(secret, { ...call, body: call.body.replace('Suppliers', 'Suppliera') })).toBe(
    false,
  );
  expect(call.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'webhook-timestamp': String(clock.now().getTime() / 1000),
  });
  const row = await rowOf(id);
  expect(JSON.parse(call.body)).toEqual({
    id: row?.id,
    kind: 'failed',
    summary: 'Suppliers: Coupa does not accept the credentials',
    account: { id: account.id, label: 'Suppliers', instance: 'https://acme.coupahost.com' },
    state: 'credentials_rejected',
    since: '2026-11-24T09:50:00.000Z',
    reason: {
      ...{ code: 'invalid_client', title: 'Coupa does not accept the credentials', happened: null },
      ...{ fixer: 'You, on this page.', steps: ['Look', 'Save'] },
    },
    nextTryAt: null,
    tokenEndsAt: null,
    consent: null,
    link: `${APP_URL}/accounts/${account.id}`,
    at: clock.now().toISOString(),
  });
  expect(call.headers['webhook-id']).toBe(row?.id);
  expect(row).toMatchObject({ status: 'delivered', lastStatus: 200, nextAt: null, attempts: 1 });
});

test('after a new secret both sign for a day, then only the new one, and the one before is forgotten', async () => {
  const { id, secret } = await addWebhook('/rolled');
  const next = await rollSecret(store, by, id, clock.now());
  const signedBy = async () => {
    await raise();
    await deliver();
    const call = receiver.callsTo('/rolled').at(-1);
    if (!call) throw new Error('nothing arrived');
    return [await isSignedWith(secret, call), await isSignedWith(next, call)];
  };
  const kept = async () =>
    (await store.db.select().from(alertChannels).where(eq(alertChannels.id, id)))[0]?.previousSecretSealed;
  clock.moveMs(24 * 3_600_000 - 1000);
  await forgetPreviousSecrets(store, clock.now());
  expect(await signedBy()).toEqual([true, true]);
  clock.moveMs(1000);
  expect(await signedBy()).toEqual([false, true]);
  expect(await kept()).toMatch(/^ev2\./);
  await forgetPreviousSecrets(store, clock.now());
  expect(await kept()).toBeNull();
  const last = await rollSecret(store, by, id, clock.now());
  expect(await signedBy()).toEqual([false, true]);
  expect(await isSignedWith(last, receiver.callsTo('/rolled').at(-1) as never)).toBe(true);
});

describe('what does not arrive is tried again', () => {
  test('after 1 and 5 minutes, half an hour, 2, 6 and 12 hours, under the same id, then given up, until a person tries again', async () => {
    const { id, secret } = await addWebhook('/down');
    await raise();
    receiver.answers('/down', ...Array.from({ length: MAX_TRIES }, () => status(503)));
    for (const waitMs of RETRY_AFTER_MS) {
      await deliver();
      clock.moveMs(waitMs - 1);
      expect(await deliver()).toEqual({ delivered: 0, failed: 0 });
      clock.moveMs(1);
    }
    expect(await rowOf(id)).toMatchObject({
      status: 'waiting',
      attempts: 6,
      lastStatus: 503,
      lastCode: 'alert_refused',
    });
    await deliver();
    expect(await rowOf(id)).toMatchObject({ status: 'given_up', attempts: MAX_TRIES, nextAt: null });
    expect(receiver.calls).toHaveLength(REQUESTS.webhook.maxRequests);
    expect(new Set(receiver.calls.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(receiver.calls.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(MAX_TRIES);
    for (const call of receiver.calls) expect(await isSignedWith(secret, call)).toBe(true);

    const claim = await claimAgain(store, (await rowOf(id))?.id ?? '', clock.now());
    expect(await tryDelivery(context(), ways, claim)).toMatchObject({ status: 'delivered', lastStatus: 204 });
    await expect(claimAgain(store, claim.id, clock.now())).rejects.toMatchObject({
      code: 'changed_meanwhile',
    });
  });

  test('not before the time that the receiver asked for', async () => {
    const { id } = await addWebhook('/busy');
    await raise();
    receiver.answers('/busy', status(429, { 'Retry-After': '600' }));
    await deliver();
    clock.moveMs(600_000 - 1);
    expect(await deliver()).toEqual({ delivered: 0, failed: 0 });
    clock.moveMs(1);
    expect(await deliver()).toEqual({ delivered: 1, failed: 0 });
    expect(await rowOf(id)).toMatchObject({ attempts: 2 });
  });

  test('410: given up at once, its channel paused with the reason, and nothing more for it until a person resumes it', async () => {
    const { id } = await addWebhook('/gone');
    await raise();
    receiver.answers('/gone', status(410));
    await deliver();
    expect(await rowOf(id)).toMatchObject({ status: 'given_up', attempts: 1, lastStatus: 410 });
    const [channel] = await store.db.select().from(alertChannels).where(eq(alertChannels.id, id));
    expect(channel).toMatchObject({ pausedAt: clock.now(), pausedBecause: 'gone' });
    const lines = await store.db.select().from(events).where(eq(events.kind, 'alert_channel_changed'));
    expect(lines.at(-1)?.facts).toMatchObject({ paused: 'the receiver answered 410' });
    await raise();
    expect(await store.db.$count(alertDeliveries, eq(alertDeliveries.channelId, id))).toBe(1);
    await setPaused(store, by, id, { isPaused: false, now: clock.now() });
    await raise();
    expect(await deliver()).toEqual({ delivered: 1, failed: 0 });
  });

  test('a process that died in between leaves its try to the next one, under the same id', async () => {
    await addWebhook('/left');
    await raise();
    const due = { now: clock.now(), withoutChannels: [], withoutMail: false };
    const left = await claimDue(store, due);
    expect(await deliver()).toEqual({ delivered: 0, failed: 0 });
    clock.moveMs(2 * MINUTE_MS);
    expect(await deliver()).toEqual({ delivered: 1, failed: 0 });
    expect(receiver.calls.map(({ headers }) => headers['webhook-id'])).toEqual([left?.id]);
  });
});

test('a silent receiver holds up nobody else, and is asked once a round', async () => {
  const slow = await addWebhook('/slow');
  await addWebhook('/quick');
  for (let alert = 0; alert < 3; alert += 1) await raise();
  const held = Promise.withResolvers<void>();
  receiver.answers('/slow', (response) => held.promise.then(() => status(504)(response)));
  const round = deliver();
  await receiver.untilCalled('/quick', 3);
  await receiver.untilCalled('/slow');
  held.resolve();
  expect(await round).toEqual({ delivered: 3, failed: 1 });
  expect(receiver.callsTo('/slow')).toHaveLength(1);
  const ofSlow = await store.db.select().from(alertDeliveries).where(eq(alertDeliveries.channelId, slow.id));
  expect(ofSlow.map(({ attempts, lastCode }) => `${attempts} ${lastCode}`).toSorted()).toEqual([
    '0 null',
    '0 null',
    '1 alert_refused',
  ]);
});

test('many at once: each alert arrives once', async () => {
  await addWebhook('/one');
  await addWebhook('/two');
  for (let alert = 0; alert < 4; alert += 1) await raise();
  const rounds = await Promise.all([deliver(), deliver(), deliver()]);
  expect(rounds.reduce((sum, { delivered }) => sum + delivered, 0)).toBe(8);
  expect(new Set(receiver.calls.map(({ headers }) => headers['webhook-id'])).size).toBe(8);
  expect(receiver.calls).toHaveLength(8);
});

test('a test is sent to a paused channel too, says so, and is never repeated', async () => {
  const { id } = await addWebhook('/tested');
  await setPaused(store, by, id, { isPaused: true, now: clock.now() });
  receiver.answers('/tested', status(500));
  const send = async () => tryDelivery(context(), ways, await claimTest(store, by, id, clock.now()));
  expect(await send()).toMatchObject({ status: 'given_up', lastStatus: 500, lastCode: 'alert_refused' });
  expect(await send()).toMatchObject({ status: 'delivered', lastStatus: 204 });
  const [, call] = receiver.calls;
  expect(JSON.parse(call?.body ?? '{}')).toMatchObject({
    kind: 'test',
    account: null,
    link: `${APP_URL}/settings/alerts`,
  });
});

describe('[ASVS-1.3.6] [ASVS-13.2.4] an address that an owner types leads nowhere else', () => {
  test.each([
    'http://hooks.acme.example/coupa',
    'https://127.0.0.1/x',
    'https://2130706433/x',
    'https://0x7f.1/x',
    'https://[::ffff:7f00:1]/x',
    'https://169.254.169.254/latest/meta-data',
    'https://10.0.0.8/x',
    'https://user:made-up@hooks.acme.example/x',
    'http://localhost:9/x',
  ])('%s is not taken', async (target) => {
    await expect(add('webhook', target)).rejects.toMatchObject({
      code: 'invalid_input',
      facts: { field: 'target' },
    });
  });

  test('a name that leads to the own network is found when connecting, also when it did not before', async () => {
    const { port } = new URL(receiver.url('/'));
    const { id } = await add('webhook', `https://localhost:${port}/inside`);
    await raise();
    ways.outbound = createAlertOutbound([], clock);
    await deliver();
    expect(await rowOf(id)).toMatchObject({ lastCode: 'alert_target_not_allowed', lastStatus: null });
    expect(receiver.calls).toEqual([]);
  });

  test('a redirect is not followed', async () => {
    const { id } = await addWebhook('/moved');
    await raise();
    receiver.answers('/moved', status(307, { Location: receiver.url('/elsewhere') }));
    await deliver();
    expect(receiver.calls.map(({ path }) => path)).toEqual(['/moved']);
    expect(await rowOf(id)).toMatchObject({
      status: 'waiting',
      lastCode: 'endpoint_redirected',
      lastStatus: 307,
    });
  });
});

describe('by mail', () => {
  const TO = 'integrations@acme.example';

  test('plain text first, nobody answers it, and the all-clear joins the thread of its alert', async () => {
    await add('email', TO);
    await raise();
    await deliver();
    clock.moveMs(MINUTE_MS);
    await raise('recovered', { state: 'healthy', since: clock.now().toISOString() });
    expect(await deliver()).toEqual({ delivered: 1, failed: 0 });
    const [alert, allClear] = mail.mailsTo(TO);
    expect(alert?.from).toBe('alerts@acme.example');
    expect(alert?.headers).toMatchObject({
      subject: 'Suppliers: Coupa does not accept the credentials',
      from: MAIL_FROM,
      to: TO,
      'auto-submitted': 'auto-generated',
      'list-id': expect.stringContaining('<alerts.wizard.acme.example>'),
      'message-id': expect.stringMatching(/^<[0-9a-f-]{36}@wizard\.acme\.example>$/),
      'content-type': expect.stringContaining('multipart/alternative'),
    });
    const parts = [...(alert?.text ?? '').matchAll(/^Content-Type: text\/(\w+)/gm)].map(([, type]) => type);
    expect(parts).toEqual(['plain', 'html']);
    expect(alert?.text).toContain(`Open it: ${APP_URL}/accounts/${account.id}`);
    expect(allClear?.headers).toMatchObject({
      subject: 'Suppliers: works again',
      'in-reply-to': alert?.headers['message-id'],
      references: alert?.headers['message-id'],
    });
  });

  test('many at once for one mailbox leave as one mail, and each of them is noted', async () => {
    await add('email', TO);
    const other = await add('email', 'other@acme.example');
    for (let alert = 0; alert < 5; alert += 1) await raise();
    mail.refusals.push(451);
    expect(await deliver()).toEqual({ delivered: 5, failed: 5 });
    clock.moveMs(MINUTE_MS);
    expect(await deliver()).toEqual({ delivered: 5, failed: 0 });
    expect(mail.mails.map(({ headers }) => headers.subject)).toEqual(
      Array(2).fill('5 accounts are in trouble'),
    );
    const [sent] = mail.mailsTo('other@acme.example');
    const line = `Suppliers: Coupa does not accept the credentials (${APP_URL}/accounts/${account.id})`;
    expect(sent?.text.split(line)).toHaveLength(2 * 5 + 1);
    const rows = await store.db.select().from(alertDeliveries).where(eq(alertDeliveries.channelId, other.id));
    expect(new Set(rows.map(({ status: ended, attempts }) => `${ended} ${attempts}`)).size).toBe(1);
  });

  test('no label makes a header or markup', async () => {
    await add('email', TO);
    const label = 'A\r\nBcc: evil@acme.example\r\n\r\n<img src=x>\u202e';
    await raise('failed', { ...FAILED, label });
    await deliver();
    const [sent] = mail.mails;
    expect(sent?.to).toEqual([TO]);
    expect(sent?.headers.bcc).toBeUndefined();
    expect(sent?.text.split('text/html')[1]).toContain('&lt;img src=3Dx&gt;');
    expect(sent?.text.split('text/html')[1]).not.toContain('<img');
  });

  test('a refused mailbox is told by its status; a server that is away is asked a few times a round and holds up no webhook', async () => {
    const refused = await add('email', 'nobody@acme.example');
    await raise();
    mail.refusals.push(550);
    expect(await deliver()).toEqual({ delivered: 0, failed: 1 });
    expect(await rowOf(refused.id)).toMatchObject({
      status: 'waiting',
      lastStatus: 550,
      lastCode: 'mail_failed',
    });

    for (let mailbox = 0; mailbox < 8; mailbox += 1) await add('email', `${mailbox}@acme.example`);
    await addWebhook('/besides');
    await raise();
    ways.mailer = createMailer({ url: { value: 'smtp://127.0.0.1:9' }, from: MAIL_FROM }, clock);
    const { delivered, failed } = await deliver();
    expect(delivered).toBe(1);
    expect(failed).toBeLessThanOrEqual(4);
    const untried = and(eq(alertDeliveries.attempts, 0), eq(alertDeliveries.status, 'waiting'));
    expect(await store.db.$count(alertDeliveries, untried)).toBe(9 - failed);
    ways.mailer = null;
    await deliver();
    expect(
      await store.db.$count(alertDeliveries, eq(alertDeliveries.lastCode, 'mail_not_set_up')),
    ).toBeGreaterThan(0);
  });

  test('to another machine nothing goes without TLS whose certificate holds, whatever the address says', async () => {
    const { id } = await add('email', TO);
    // Loopback, but not one of the names that this machine is known by.
    for (const options of [{}, { disabledCommands: [], ...makeCertificate({ host: 'localhost' }) }]) {
      const elsewhere = new MailServer(options);
      await elsewhere.start(0, '127.0.0.2');
      const value = `smtp://made-up:secret@127.0.0.2:${elsewhere.port}?tls.rejectUnauthorized=false&ignoreTLS=true`;
      ways.mailer = createMailer({ url: { value }, from: MAIL_FROM }, clock);
      await raise();
      expect(await deliver()).toEqual({ delivered: 0, failed: 1 });
      expect(elsewhere.connections).toBe(1);
      expect(elsewhere.mails).toEqual([]);
      await elsewhere.stop();
    }
    expect(await rowOf(id)).toMatchObject({ lastCode: 'mail_failed' });
  });
});
