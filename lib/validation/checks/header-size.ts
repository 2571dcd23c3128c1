import { formatNumber } from '@/lib/validation/marked';
import type { Check } from '@/lib/validation/report';
import { settledCheck } from '@/lib/validation/settled-check';
import type { ValidationInput } from '@/lib/validation/validation-input';

/** Many servers and proxies take 8 kB for all headers or for one; a Coupa token grows with its scopes. */
const COMMON_LIMIT_CHARACTERS = 8192;
const PREFIX_CHARACTERS = 'Authorization: Bearer '.length;

export function checkHeaderSize({ accessToken, clock }: ValidationInput): Check {
  const characters = accessToken.length;
  const fits = characters + PREFIX_CHARACTERS <= COMMON_LIMIT_CHARACTERS;
  const size = `${formatNumber(characters)} characters; common limit ${formatNumber(COMMON_LIMIT_CHARACTERS)}`;
  return settledCheck('token', clock.now(), {
    id: 'header-size',
    title: fits ? 'Token fits into a header' : 'Token may be too large for a header',
    state: fits ? 'passed' : 'limited',
    evidence: fits ? size : `${size}. Fewer scopes make it smaller`,
  });
}
