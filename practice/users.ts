export interface PracticeUser {
  id: string;
  login: string;
  password: string;
  fullName: string;
  email: string;
  isAdmin: boolean;
}

/** Invented people. The passwords are shown on the sign-in page: nothing behind it is real. */
export const USERS: readonly PracticeUser[] = [
  {
    id: '1',
    login: 'practice-admin',
    password: 'practice',
    fullName: 'Avery Admin',
    email: 'avery.admin@example.com',
    isAdmin: true,
  },
  {
    id: '2',
    login: 'practice-buyer',
    password: 'practice',
    fullName: 'Bo Buyer',
    email: 'bo.buyer@example.com',
    isAdmin: false,
  },
];

export const findUser = (id: string) => USERS.find((user) => user.id === id);
export const findUserByLogin = (login: string) => USERS.find((user) => user.login === login);
