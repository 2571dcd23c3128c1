import { describe, expect, test } from 'vitest';
import { readCallback } from '@/lib/oauth/callback';

const read = (query: string) => readCallback(new URL(`https://wizard.example/api/oauth/callback/a?${query}`));
const malformed = expect.objectContaining({ code: 'callback_malformed' });

test('a code with its state', () => {
  expect(read('code=made-up-code&state=made-up-state')).toEqual({ kind: 'code', state: 'made-up-state' });
  expect(read('code=made-up-code'), 'the caller names what is missing').toEqual({
    kind: 'code',
    state: null,
  });
  expect(read('code=made-up-code&state=').state).toBeNull();
});

describe('[RFC9700-21] a parameter twice', () => {
  test.each([
    'code=a&code=b&state=s',
    'code=a&state=s&state=t',
    'error=a&error=b&state=s',
    'code=a&state=s&iss=x&iss=x',
    'code=a&state=s&%63ode=a',
  ])('%s: refused', (query) => expect(() => read(query)).toThrow(malformed));
});

test.each([
  '',
  'state=s',
  'code=&state=s',
  'state=s&response=jarm',
  'code=a&state=s&id_token=x',
  'token=x&state=s',
])('no code, or an answer to a request never made (%s): refused', (query) =>
  expect(() => read(query)).toThrow(malformed),
);

test('an endless query is refused', () => {
  expect(() => read(`code=a&state=s&x=${'y'.repeat(20_000)}`)).toThrow(malformed);
});

describe('[RFC9700-6] error answers', () => {
  test('an error wins over a code', () => {
    expect(read('code=a&state=s&error=access_denied')).toEqual({
      kind: 'error',
      state: 's',
      error: 'access_denied',
      description: null,
    });
  });

  test('hostile words are cut and cleaned, and keep what only a page has to escape', () => {
    const words = (text: string) => {
      const answer = read(`error=access_denied&state=s&error_description=${encodeURIComponent(text)}`);
      return answer.kind === 'error' ? answer.description : null;
    };
    expect(words('<img src=x onerror=alert(1)>')).toBe('<img src=x onerror=alert(1)>');
    expect(words('x'.repeat(8192))).toHaveLength(300);
    expect(words('pay \u202Eevil\u0000\r\n now')).toBe('pay evil now');
    expect(words(' ')).toBeNull();
  });

  test('error_uri is not read; a code or state that the words repeat is hidden', () => {
    const answer = read(
      'error=e&error_uri=javascript:x&code=made-up-code&state=made-up-state&error_description=made-up-code%20made-up-state',
    );
    expect(answer).toMatchObject({ description: 'hidden hidden' });
    expect(JSON.stringify(answer)).not.toContain('javascript');
  });

  test('an error without a name is an error', () => {
    expect(read('error=&state=s')).toMatchObject({ kind: 'error', error: 'unnamed' });
  });
});
