import { z } from 'zod';
import { getStore } from '@/lib/db/store';
import { hashNewPassword } from '@/lib/door/new-password';
import { newPersonSchema } from '@/lib/door/person-schema';
import { claimWelcome, welcomeState } from '@/lib/door/welcome';
import { WELCOME_WORDS } from '@/lib/door/welcome-words';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { jsonResponse } from '@/lib/http/json';
import { open } from '@/lib/http/open';
import { problemResponse } from '@/lib/http/problem';

const body = z.strictObject({ token: z.string().max(100), owner: newPersonSchema });

/** Makes the first owner from the one-time link. The link is looked at first: a guess must not cost a password hash. */
export const POST = open({ rate: 'door', body }, async ({ body: { token, owner }, address }) => {
  if (!env().arePasswordsOn) throw new AppError('passwords_off');
  const store = await getStore();
  const state = await welcomeState(store, token, new Date());
  if (state !== 'open') return refused(state);
  const { password, ...person } = owner;
  const passwordHash = await hashNewPassword({ password, email: person.email, field: 'owner.password' });
  const from = { address, now: new Date() };
  if ((await claimWelcome(store, token, { ...person, passwordHash }, from)) === null) return refused('used');
  return jsonResponse({ email: person.email }, 201);
});

const refused = (state: keyof typeof WELCOME_WORDS) =>
  problemResponse(new AppError('forbidden'), { fields: { form: WELCOME_WORDS[state].sentence } });
