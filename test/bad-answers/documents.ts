import type { Answer } from '@/test/authorization-server/answers';
import {
  breakOff,
  drip,
  flood,
  hangUp,
  html,
  json,
  jsonText,
  raw,
  redirect,
  silence,
} from '@/test/authorization-server/answers';
import type { Setting } from '@/test/bad-answers/row';

/** A discovery document of which nothing may be used: the journey goes to the paths that follow from the instance URL. */
export interface BadDocument {
  name: string;
  answer(setting: Setting): Answer;
  silentForMs?: number;
  isHeavy?: true;
}

const documentOf = ({ origin }: Setting, parts: Record<string, unknown>) => ({
  issuer: origin,
  authorization_endpoint: `${origin}/other/authorize`,
  token_endpoint: `${origin}/other/token`,
  jwks_uri: `${origin}/other/jwks`,
  ...parts,
});
const member = (name: string, parts: (setting: Setting) => Record<string, unknown>): BadDocument => ({
  name: `document: ${name}`,
  answer: (setting) => json(200, documentOf(setting, parts(setting))),
});
const plain = (name: string, answer: Answer): BadDocument => ({
  name: `document: ${name}`,
  answer: () => answer,
});

export const DOCUMENTS: BadDocument[] = [
  member('issuer of another', () => ({ issuer: 'https://evil.example' })),
  member('issuer with a slash', ({ origin }) => ({ issuer: `${origin}/` })),
  member('issuer in capitals', ({ origin }) => ({ issuer: origin.toUpperCase() })),
  member('issuer with a path', ({ origin }) => ({ issuer: `${origin}/tenant` })),
  member('issuer left out', () => ({ issuer: undefined })),
  member('issuer a list', ({ origin }) => ({ issuer: [origin] })),
  member('token endpoint elsewhere', ({ targetOrigin }) => ({ token_endpoint: `${targetOrigin}/token` })),
  member('token endpoint at another port', () => ({ token_endpoint: 'http://localhost:1/token' })),
  member('token endpoint behind a user name', ({ origin }) => ({
    token_endpoint: `${origin}@evil.example/token`,
  })),
  member('token endpoint left out', () => ({ token_endpoint: undefined })),
  member('token endpoint javascript:', () => ({ token_endpoint: 'javascript:alert(1)' })),
  member('authorization endpoint elsewhere', () => ({
    authorization_endpoint: 'https://evil.example/authorize',
  })),
  member('authorization endpoint data:', () => ({ authorization_endpoint: 'data:text/html,x' })),
  member('keys elsewhere', () => ({ jwks_uri: 'https://evil.example/jwks' })),
  member('keys in the network of the cloud', () => ({ jwks_uri: 'http://169.254.169.254/jwks' })),
  member('keys in a file', () => ({ jwks_uri: 'file:///etc/passwd' })),
  plain('a page', html(200)),
  plain('500', html(500)),
  plain('a list', json(200, [])),
  plain('cut', jsonText('{"issuer":"http')),
  plain('twice the issuer', jsonText('{"issuer":"a","issuer":"b"}')),
  plain('not said to be JSON', raw(200, '{}', { 'Content-Type': 'text/plain' })),
  plain('compressed', raw(200, '{}', { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' })),
  plain('to the metadata service', redirect(302, 'http://169.254.169.254/latest')),
  plain('a body that breaks off', breakOff('{"issuer":')),
  plain('no connection', hangUp),
  {
    ...plain(
      '64 MB',
      flood(64, () => undefined),
    ),
    isHeavy: true,
  },
  { ...plain('silence', silence), silentForMs: 2000 },
  { name: 'document: a byte every 200 ms', answer: ({ clock }) => drip(() => clock.moveMs(200)) },
];
