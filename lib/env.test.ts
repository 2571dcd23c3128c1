import { describe, expect, test } from 'vitest';
import { readEnv } from '@/lib/env';

describe('[RFC9700-17] [ASVS-12.2.1] the service is reached by https, unless it is this machine itself', () => {
  test.each([
    'http://wizard.acme.example',
    'http://10.0.0.8:3000',
    'http://localhost.acme.example',
    'http://127.0.0.2',
  ])('APP_URL %s: refused with words', (appUrl) =>
    expect(() => readEnv({ APP_URL: appUrl })).toThrow(/APP_URL is .*must start with https/),
  );

  test.each(['ftp://wizard.acme.example', 'wizard.acme.example', 'javascript:alert(1)'])(
    'APP_URL %s is no address of a web server',
    (appUrl) => expect(() => readEnv({ APP_URL: appUrl })).toThrow(/APP_URL/),
  );

  test.each([
    'https://wizard.acme.example',
    'http://localhost:3000',
    'http://127.0.0.1:3000',
    'http://[::1]:3000',
  ])('APP_URL %s is taken', (appUrl) => expect(readEnv({ APP_URL: appUrl }).appUrl).toBe(appUrl));

  test('the practice instance runs on this machine only, unless it is asked for', () => {
    expect(readEnv({ APP_URL: 'https://wizard.acme.example' }).practiceOrigin).toBeNull();
  });
});

describe('[ASVS-12.3.1] a database on another machine is reached by verified TLS', () => {
  const at = (query: string, host = 'db.acme.example') => `postgres://wizard:made-up@${host}/wizard${query}`;

  test.each([
    '?sslmode=disable',
    '?sslmode=prefer',
    '?sslmode=allow',
    '?sslmode=no-verify',
    '?ssl=0',
    '?ssl=false',
    '?sslmode=verify-full&sslmode=disable',
    '?sslmode=DISABLE',
  ])('DATABASE_URL with %s: refused with words, and without its password', (query) => {
    const read = () => readEnv({ DATABASE_URL: at(query) });
    expect(read).toThrow(/DATABASE_URL names another machine and says ssl/);
    expect(read).not.toThrow(/made-up/);
  });

  test('also when the other machine stands in a parameter', () => {
    const url = at('?host=db.acme.example&sslmode=disable', 'localhost');
    expect(() => readEnv({ DATABASE_URL: url })).toThrow(/another machine/);
  });

  test.each([
    at(''),
    at('?sslmode=verify-full'),
    at('?sslmode=require'),
    at('?sslmode=disable', 'localhost'),
  ])('%s is taken', (url) => expect(readEnv({ DATABASE_URL: url }).databaseUrl).toBe(url));
});

describe('[ASVS-13.2.3] a database with a password that everybody knows', () => {
  test.each([
    'postgres://postgres:postgres@localhost/wizard',
    'postgres://wizard:wizard@localhost/wizard',
    'postgres://Wizard:wIZARD@localhost/wizard',
    'postgres://wizard:changeme@localhost/wizard',
    'postgres://wizard:p%61ssword@localhost/wizard',
    'postgres://localhost/wizard?user=postgres&password=postgres',
  ])('%s: refused with words, without repeating it', (url) => {
    const read = () => readEnv({ APP_URL: 'https://wizard.acme.example', DATABASE_URL: url });
    expect(read).toThrow(/DATABASE_URL carries a password that everybody knows/);
    expect(read).not.toThrow(/changeme|@localhost/);
  });

  test.each(['postgres://wizard@localhost/wizard', 'postgres://wizard:made-up-0815@localhost/wizard'])(
    '%s is taken',
    (url) =>
      expect(readEnv({ APP_URL: 'https://wizard.acme.example', DATABASE_URL: url }).databaseUrl).toBe(url),
  );

  test("a trial on one's own machine may have one, but not with a database elsewhere", () => {
    const local = 'postgres://postgres:postgres@localhost/wizard';
    expect(readEnv({ DATABASE_URL: local }).databaseUrl).toBe(local);
    const elsewhere = 'postgres://postgres:postgres@db.acme.example/wizard';
    expect(() => readEnv({ DATABASE_URL: elsewhere })).toThrow(/everybody knows/);
  });
});
