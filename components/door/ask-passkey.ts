import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/browser';

export type PasskeyAnswer<T> = { ok: true; answer: T } | { ok: false; words: string };

/** Has a passkey of this browser sign a challenge. The library is loaded with the press that needs it. */
export const askPasskey = (optionsJSON: PublicKeyCredentialRequestOptionsJSON) =>
  attempt<AuthenticationResponseJSON>(async () => {
    const { startAuthentication } = await import('@simplewebauthn/browser');
    return startAuthentication({ optionsJSON });
  });

/** Has the browser, or a key plugged into it, make a new passkey. */
export const makePasskey = (optionsJSON: PublicKeyCredentialCreationOptionsJSON) =>
  attempt<RegistrationResponseJSON>(async () => {
    const { startRegistration } = await import('@simplewebauthn/browser');
    return startRegistration({ optionsJSON });
  });

async function attempt<T>(ask: () => Promise<T>): Promise<PasskeyAnswer<T>> {
  try {
    return { ok: true, answer: await ask() };
  } catch (error) {
    return { ok: false, words: WORDS[error instanceof Error ? error.name : ''] ?? OTHER };
  }
}

const OTHER = 'This browser could not use a passkey here.';

/** By the names of WebAuthn's own errors. Browsers do not tell cancelling from having none. */
const WORDS: Record<string, string> = {
  NotAllowedError:
    'No passkey was used: it was cancelled, took too long, or this browser has none for this address.',
  InvalidStateError: 'This passkey is among yours already.',
  SecurityError:
    'Passkeys do not work at this address: the browser wants a host name and https, or localhost.',
};
