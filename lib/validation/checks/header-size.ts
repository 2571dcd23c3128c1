import { formatNumber } from '@/lib/coupa/marked';
import { HEADER_LIMIT_BYTES } from '@/lib/coupa/rules';
import type { Check } from '@/lib/validation/report';
import { settledCheck } from '@/lib/validation/settled-check';
import type { ValidationInput } from '@/lib/validation/validation-input';

const PREFIX_CHARACTERS = 'Authorization: Bearer '.length;

/** Many servers and proxies refuse a longer line; a Coupa token grows with its scopes. Base64url has one byte a character. */
export function checkHeaderSize({ accessToken, clock }: ValidationInput): Check {
  const characters = accessToken.length;
  const fits = characters + PREFIX_CHARACTERS <= HEADER_LIMIT_BYTES;
  const size = `${formatNumber(characters)} characters; common limit ${formatNumber(HEADER_LIMIT_BYTES)}`;
  return settledCheck('token', clock.now(), {
    id: 'header-size',
    title: fits ? 'Token fits into a header' : 'Token may be too large for a header',
    state: fits ? 'passed' : 'limited',
    evidence: fits ? size : `${size}. Fewer scopes make it smaller`,
  });
}
