/** `failed`: an account needs a person, or its token will end before it could be renewed. `recovered`: that is over. */
export const ALERT_KINDS = ['failed', 'recovered', 'reminder', 'test'] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];
