import { z } from 'zod';
import { requireRoomToWrite } from '@/lib/db/disk-room';
import { getStore } from '@/lib/db/store';
import { hashPassword } from '@/lib/door/password';
import { newOwnerSchema } from '@/lib/door/person-schema';
import { claimWelcome, welcomeState } from '@/lib/door/welcome';
import { WELCOME_WORDS } from '@/lib/door/welcome-words';
import { AppError } from '@/lib/errors';
import { errorResponse } from '@/lib/http/error-response';
import { jsonResponse } from '@/lib/http/json';
import { parseBody } from '@/lib/http/parse-body';
import { problemResponse } from '@/lib/http/problem';
import { readJson } from '@/lib/http/read-json';
import { requireSameOrigin } from '@/lib/http/same-origin';

const body = z.strictObject({ token: z.string().max(100), owner: newOwnerSchema });

/** Makes the first owner from the one-time link. The link is looked at first: a guess must not cost a password hash. */
export async function POST(request: Request): Promise<Response> {
  try {
    requireSameOrigin(request);
    requireRoomToWrite();
    const { token, owner } = parseBody(body, await readJson(request));
    const store = await getStore();
    const state = await welcomeState(store, token, new Date());
    if (state !== 'open') return refused(state);
    const { password, ...person } = owner;
    const newOwner = { ...person, passwordHash: await hashPassword(password) };
    if (!(await claimWelcome(store, token, newOwner, new Date()))) return refused('used');
    return jsonResponse({ email: person.email }, 201);
  } catch (error) {
    return errorResponse(error);
  }
}

const refused = (state: keyof typeof WELCOME_WORDS) =>
  problemResponse(new AppError('forbidden'), { fields: { form: WELCOME_WORDS[state].sentence } });
