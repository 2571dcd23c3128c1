import { readPolicyViolations } from '@/lib/door/policy-violation';
import { AppError } from '@/lib/errors';
import { open } from '@/lib/http/open';
import { readBody } from '@/lib/http/read-body';
import { log } from '@/lib/log';

const MAX_BYTES = 16 * 1024;
/** One report may hold many; a page that breaks our policy everywhere is said often enough. */
const MAX_LINES = 10;
const TYPES = /^application\/(reports\+json|csp-report)\s*(;|$)/i;

/** Browsers report here what a page tried against its policy, by themselves and without Origin. It ends as lines of the log. */
export const POST = open(
  { rate: 'report', readsItself: ['body'], fromElsewhere: true, writesNothing: true },
  async ({ request }) => {
    if (!TYPES.test(request.headers.get('content-type') ?? '')) throw new AppError('bad_content_type');
    const text = (await readBody(request, MAX_BYTES)).toString('utf8');
    const violations = readPolicyViolations(jsonOrNull(text));
    for (const violation of violations.slice(0, MAX_LINES))
      log.warn('content_policy_violated', { ...violation });
    return new Response(null, { status: 204 });
  },
);

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
