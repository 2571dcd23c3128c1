import type { AuthorizeContext } from '@/lib/authorize/begin';
import { contextFor } from '@/lib/authorize/context-for';
import { getStore } from '@/lib/db/store';

/** What route handlers hand to the rooms below. */
export const requestContext = async (): Promise<AuthorizeContext> => contextFor(await getStore());
