import { ERROR_CODES, type ErrorCode } from '@/lib/errors';

/** Words for the code that a failed visit to the company's sign-in leaves in the address; null for anything else that stands there. */
export function companyFailureWords(problem: unknown, companyName: string): string | null {
  const code = ERROR_CODES.find((known) => known === problem);
  if (!code) return null;
  return WORDS[code]?.(companyName) ?? OTHER(companyName);
}

const again = 'Begin again with the button.';

const WORDS: Partial<Record<ErrorCode, (name: string) => string>> = {
  company_unknown: () =>
    'Nobody here has this company account. Ask an owner of this service for an invitation link; or, if you have another way in already, use it and link the account in Your sign-in.',
  company_taken: () =>
    'This company account belongs to somebody else here. Sign out at the company, then try again with your own.',
  company_email_taken: () =>
    'Somebody here has this email address already, so nobody was added and your link is still good. If that is you, sign in as before and link the company account in Your sign-in.',
  company_no_email: (name) =>
    `The answer of ${name} names no email address, so nobody was added and your link is still good. Whoever looks after ${name} can change that.`,
  company_not_recent: (name) =>
    `${name} did not ask who you are, or did not say when. You were not confirmed. Sign out there, then try again.`,
  link_unusable: () =>
    'Your link was used, withdrawn or has expired. Ask an owner of this service for a new one.',
  access_denied: (name) => `${name} did not let you in, or you turned back. ${again}`,
  state_missing: () => `This way back is not complete. ${again}`,
  state_unknown: () => `This way back belongs to another browser, or to none. ${again}`,
  state_expired: () => `You were away for more than ten minutes. ${again}`,
  state_used: () => `This way back was used already. ${again}`,
  session_mismatch: () => 'Somebody else is signed in here than when you left. Nothing was changed.',
  callback_malformed: () => `This way back cannot be read. ${again}`,
  rate_limited: (name) => `${name} asks to wait. Try again in a minute.`,
  ...Object.fromEntries(
    (['instance_dns', 'instance_unreachable', 'instance_timeout', 'endpoint_server_error'] as const).map(
      (code) => [code, unreachable],
    ),
  ),
};

function unreachable(name: string): string {
  return `${name} did not answer. Nobody was signed in. Try again in a moment.`;
}

const OTHER = (name: string) =>
  `The answer of ${name} could not be trusted or used, so nobody was signed in. Try again; if it happens again, tell an owner of this service, whose log names the reason.`;
