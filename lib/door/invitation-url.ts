/** Address of a one-time link. The page takes it out of the address and the history once it is used. */
export const invitationUrl = (appUrl: string, token: string) => `${appUrl}/invitation?token=${token}`;
