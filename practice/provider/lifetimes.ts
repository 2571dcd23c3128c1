export const ACCESS_TOKEN_SECONDS = 86_400;
/** One second less than the token lives: Coupa's text says 86,399. */
export const EXPIRES_IN_SECONDS = 86_399;
export const REFRESH_TOKEN_SECONDS = 90 * 86_400;
export const CLOCK_AHEAD_SECONDS = 600;

export const apiAudience = (origin: string) => `${origin}/api`;
