import { html, raw } from '@/test/authorization-server/answers';
import { bad, badText, badType } from '@/test/bad-answers/row';

const RIGHT = '"access_token":"made-up","token_type":"bearer"';

/** Answers of the token endpoint that are not one JSON object, or not said to be. */
export const TOKEN_SHAPES = [
  badText('nothing', 'answer_truncated', ''),
  badText('blanks', 'answer_truncated', ' \r\n '),
  badText('an object that ends after its first brace', 'answer_truncated', '{'),
  badText('an object that ends within a string', 'answer_truncated', '{"access_token":"made-up'),
  badText('an object that ends within a list', 'answer_truncated', '{"a":[1,2'),
  badText('a list', 'answer_invalid', `[{${RIGHT}}]`),
  badText('null', 'answer_invalid', 'null'),
  badText('a string', 'answer_invalid', '"made-up"'),
  badText('a number', 'answer_invalid', '7'),
  badText('true', 'answer_invalid', 'true'),
  badText('two objects', 'answer_not_json', `{${RIGHT}}{${RIGHT}}`),
  badText('an object and more', 'answer_not_json', `{${RIGHT}};`),
  badText('a comma too many', 'answer_not_json', `{${RIGHT},}`),
  badText('NaN', 'answer_not_json', `{${RIGHT},"expires_in":NaN}`),
  badText('single quotes', 'answer_not_json', "{'access_token':'made-up','token_type':'bearer'}"),
  badText('a comment', 'answer_not_json', `{/* */${RIGHT}}`),
  badText(
    'a control character in a string',
    'answer_not_json',
    '{"access_token":"a\nb","token_type":"bearer"}',
  ),
  badText('a byte order mark', 'answer_not_json', `\uFEFF{${RIGHT}}`),
  badText('a prefix against script inclusion', 'answer_not_json', `)]}',\n{${RIGHT}}`),
  badText('JSONP', 'answer_not_json', `callback({${RIGHT}})`),
  badText('a form', 'answer_not_json', 'access_token=made-up&token_type=bearer'),
  badText('XML', 'answer_not_json', '<?xml version="1.0"?><access_token>made-up</access_token>'),
  bad(
    'UTF-16',
    'answer_not_json',
    raw(200, Buffer.from(`{${RIGHT}}`, 'utf16le'), { 'Content-Type': 'application/json; charset=utf-16' }),
  ),
  badText('access_token twice', 'answer_invalid', `{${RIGHT},"access_token":"other"}`),
  badText(
    'access_token twice, once with an escape',
    'answer_invalid',
    `{${RIGHT},"access\\u005ftoken":"other"}`,
  ),
  badText('expires_in twice', 'answer_invalid', `{${RIGHT},"expires_in":60,"expires_in":86400}`),
  badText('a member called __proto__', 'answer_invalid', `{${RIGHT},"__proto__":{"expires_in":1}}`),
  badText('no member at all', 'answer_invalid', '{}'),
  badText('the grant one level deeper', 'answer_invalid', `{"data":{${RIGHT}}}`),
  ...['text/html', 'text/plain', 'text/json', 'application/jose', 'application/octet-stream'].map(badType),
  ...['application/x-www-form-urlencoded', 'application/jsonp', 'application/json+x', 'json'].map(badType),
  badType(undefined),
  badType(['application/json', 'text/html']),
  bad('a page', 'answer_not_json', html(200)),
  bad('a sign-in page', 'answer_not_json', html(200, '<!doctype html><input type="password">')),
];
