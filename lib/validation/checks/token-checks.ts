import { checkBearerAnswer } from '@/lib/validation/checks/bearer-answer';
import { checkClocks } from '@/lib/validation/checks/clocks';
import { checkHeaderSize } from '@/lib/validation/checks/header-size';
import { checkIdToken } from '@/lib/validation/checks/id-token';
import { checkLifetime } from '@/lib/validation/checks/lifetime';
import { checkRefreshToken } from '@/lib/validation/checks/refresh-token';
import { checkRefusedRequests } from '@/lib/validation/checks/refused-requests';
import { checkTokenScopes } from '@/lib/validation/checks/token-scopes';
import type { GrantedScopes } from '@/lib/validation/granted-scopes';
import type { Check } from '@/lib/validation/report';
import type { ValidationInput } from '@/lib/validation/validation-input';

/** Everything that can be said of the token without calling the API, in the order it is shown. */
export const checkToken = (input: ValidationInput, granted: GrantedScopes): Check[] => [
  ...checkRefusedRequests(input),
  checkBearerAnswer(input),
  checkLifetime(input),
  checkRefreshToken(input, granted.scopes),
  ...checkIdToken(input, granted.scopes),
  checkTokenScopes(input, granted),
  checkClocks(input),
  checkHeaderSize(input),
];
