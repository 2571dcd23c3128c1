/** What a key for automation may do. Each route names the one it needs; a route that names none is closed to keys. */
export const API_KEY_SCOPES = ['status:read', 'token:read', 'accounts:manage'] as const;
export type ApiKeyScope = (typeof API_KEY_SCOPES)[number];
