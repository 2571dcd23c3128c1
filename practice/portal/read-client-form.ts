import { type ClientDraft, isClientProof, isGrantType } from '../clients/check-client.ts';
import type { PracticeClient } from '../clients/client.ts';

export const EMPTY_DRAFT: ClientDraft = {
  // Coupa's form opens with it.
  grantType: 'authorization_code',
  name: '',
  jwksUri: '',
  login: '',
  contactFirstName: '',
  contactLastName: '',
  contactEmail: '',
  redirectUris: [],
  clientProof: 'shared_secret',
  scopes: [],
};

/** The submitted form. `fixed` is the client being edited: its grant type is not on the form. */
export function readClientForm(form: URLSearchParams, fixed?: PracticeClient): ClientDraft {
  const text = (name: string) => form.get(name) ?? '';
  const grantType = fixed?.grantType ?? text('grant_type');
  const clientProof = text('client_proof');
  return {
    grantType: isGrantType(grantType) ? grantType : EMPTY_DRAFT.grantType,
    name: text('name'),
    jwksUri: text('jwks_uri'),
    login: text('login'),
    contactFirstName: text('contact_first_name'),
    contactLastName: text('contact_last_name'),
    contactEmail: text('contact_email'),
    redirectUris: splitUris(text('redirect_uris')),
    clientProof: isClientProof(clientProof) ? clientProof : 'shared_secret',
    scopes: form.getAll('scopes'),
  };
}

/** One text box, comma separated. */
const splitUris = (text: string) =>
  text
    .split(',')
    .map((uri) => uri.trim())
    .filter(Boolean);
