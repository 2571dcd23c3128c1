/** Codes that next-auth hands to the sign-in form as `error`; the form turns them into words. */
export const REFUSED = 'refused';
/** Followed by the seconds to wait. */
export const WAIT_PREFIX = 'wait:';
/** The password was right. Followed by what may be used next: `totp`, `recovery`, `passkey`, with commas. */
export const SECOND_FACTOR_PREFIX = 'second_factor:';
/** The second step took too long, or had too many wrong codes: it begins anew with the password. */
export const START_AGAIN = 'start_again';

export type SecondWay = 'totp' | 'recovery' | 'passkey';
/** Only the company's sign-in leads in here. */
export const PASSWORDS_OFF = 'passwords_off';
