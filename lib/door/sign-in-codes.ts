/** Codes that next-auth hands to the sign-in form as `error`; the form turns them into words. */
export const REFUSED = 'refused';
/** Followed by the seconds to wait. */
export const WAIT_PREFIX = 'wait:';
