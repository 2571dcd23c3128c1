import { z } from 'zod';
import { env } from '@/lib/env';
import { jsonResponse } from '@/lib/http/json';
import { open } from '@/lib/http/open';
import { checkHealth } from '@/lib/ops/check-health';

const query = z.strictObject({
  /** `live`: only whether the process answers. `ready`, which is the default: whether it can serve. */
  check: z.enum(['live', 'ready']).default('ready'),
});

/** 200 while the service can serve; 503 with the codes of what is wrong. Asked by machines, so it needs nobody signed in. */
export const GET = open({ query }, async ({ query: { check } }) => {
  if (check === 'live') return jsonResponse({ status: 'ok' });
  const { reasons, warnings } = await checkHealth(env(), new Date());
  if (reasons.length > 0) return jsonResponse({ status: 'unavailable', reasons }, 503);
  return jsonResponse({ status: 'ok', ...(warnings.length > 0 && { warnings }) });
});
