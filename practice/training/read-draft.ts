import { type ClientDraft, isClientProof, isGrantType } from '../clients/check-client.ts';

const TEXTS = ['name', 'jwksUri', 'login', 'contactFirstName', 'contactLastName', 'contactEmail'] as const;
const LISTS = ['redirectUris', 'scopes'] as const;

/** What was given over what stands; the messages name what has the wrong type or is not known at all. */
export function readDraft(
  body: Record<string, unknown>,
  before: ClientDraft,
): { draft: ClientDraft; messages: string[] } {
  const draft = { ...before };
  const messages: string[] = [];
  for (const [name, value] of Object.entries(body)) {
    const text = TEXTS.find((known) => known === name);
    const list = LISTS.find((known) => known === name);
    if (text && typeof value === 'string') draft[text] = value;
    else if (list && isTexts(value)) draft[list] = value;
    else if (name === 'grantType' && isGrantType(value)) draft.grantType = value;
    else if (name === 'clientProof' && isClientProof(value)) draft.clientProof = value;
    else if (name !== 'active' || typeof value !== 'boolean')
      messages.push(`${name} is not known or has the wrong type`);
  }
  return { draft, messages };
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'string');
