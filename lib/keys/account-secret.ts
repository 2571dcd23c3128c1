/** The values of an account that put it aside when they do not open. */
export type AccountSecret = 'client_secret' | 'access_token' | 'refresh_token' | 'id_token';
