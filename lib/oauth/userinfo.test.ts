import { describe, expect, test } from 'vitest';
import { readUserinfo } from '@/lib/oauth/userinfo';
import {
  type Answer,
  flood,
  hangUp,
  html,
  json,
  jsonText,
  raw,
  redirect,
} from '@/test/authorization-server/answers';
import { failureOf, outboundTo } from '@/test/authorization-server/instance';
import { scriptedServer } from '@/test/authorization-server/scripted-server';

const server = scriptedServer();
const other = scriptedServer();
const TOKEN = 'made-up-access-token';

function ask(answer: Answer) {
  server.expect('GET /userinfo', answer);
  return readUserinfo({
    endpoint: `${server.origin}/userinfo`,
    accessToken: TOKEN,
    subject: 'person-1',
    outbound: outboundTo(server),
    signal: new AbortController().signal,
  });
}

test('[RFC9700-35] the token goes in the header, and neither in the address nor in a body', async () => {
  const got = await ask(json(200, { sub: 'person-1', name: 'Ines Okafor' }));
  expect(got).toMatchObject({ name: 'Ines Okafor', trace: { status: 200 } });
  const { headers, query, form } = server.last;
  expect(headers.authorization).toBe(`Bearer ${TOKEN}`);
  expect([query.size, form.size]).toEqual([0, 0]);
  expect(JSON.stringify(got)).not.toContain(TOKEN);
});

test.each([
  [{ preferred_username: 'ines' }, 'ines'],
  [{ email: 'ines@acme.example' }, 'ines@acme.example'],
  [{}, null],
  [{ name: ` <b>\u202E${'x'.repeat(500)}` }, `<b>${'x'.repeat(296)}…`],
  [{ name: `I am ${TOKEN}` }, 'I am hidden'],
])('the name in %j is %j', async (claims, name) => {
  expect((await ask(json(200, { sub: 'person-1', ...claims }))).name).toBe(name);
});

describe('[RFC9700-32] an answer about anybody else is not used', () => {
  test.each(['person-11', 'person-2', 'PERSON-1', ' person-1', 'person-1 '])('sub %j', async (sub) => {
    const failure = await failureOf(ask(json(200, { sub, name: 'Somebody else' })));
    expect(failure).toMatchObject({ code: 'id_token_invalid', facts: { reason: 'sub' } });
    expect(JSON.stringify(failure)).not.toContain('Somebody else');
  });

  test.each(['{}', '{"sub":""}', '{"sub":1}', '{"sub":["person-1"]}', '{"sub":null}'])('%s', async (text) => {
    expect(await failureOf(ask(jsonText(text)))).toMatchObject({ code: 'answer_invalid' });
  });

  test('sub twice, the right one last', async () => {
    const twice = '{"sub":"person-2","sub":"person-1"}';
    expect(await failureOf(ask(jsonText(twice)))).toMatchObject({ code: 'answer_invalid' });
  });
});

test.each<[string, () => Answer, string]>([
  ['a page', () => html(200), 'answer_not_json'],
  ['a signed answer', () => raw(200, 'a.b.c', { 'Content-Type': 'application/jwt' }), 'answer_not_json'],
  ['401', () => json(401, { error: 'invalid_token' }), 'token_rejected'],
  ['403', () => raw(403, ''), 'scope_refused'],
  ['404', () => html(404), 'endpoint_server_error'],
  ['a redirect', () => redirect(302, `${other.origin}/userinfo`), 'endpoint_redirected'],
  ['a flood', () => flood(64, () => undefined), 'answer_too_large'],
  ['nothing', () => hangUp, 'instance_unreachable'],
])('%s: named, and the token goes nowhere else', async (_, answer, code) => {
  const failure = await failureOf(ask(answer()));
  expect(failure).toMatchObject({ code });
  expect(JSON.stringify(failure)).not.toContain(TOKEN);
  expect(other.seen).toEqual([]);
});
