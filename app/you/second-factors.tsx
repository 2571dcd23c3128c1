import { FactorParts } from '@/app/you/factor-parts';
import { YouSection } from '@/app/you/you-section';
import { getStore } from '@/lib/db/store';
import { canHavePasskeys, passkeySite } from '@/lib/door/passkey-site';
import type { Person } from '@/lib/door/person';
import { hasAny, loadSecondFactors, type SecondFactorsView } from '@/lib/door/second-factors';
import { env } from '@/lib/env';

/** What signing in asks for besides the password: none, one or several, and whether one is demanded here. */
export async function SecondFactors({ person }: { person: Person }) {
  const { appUrl, arePasswordsOn, isSecondFactorRequired } = env();
  const factors = await loadSecondFactors(await getStore(), person.id);
  // Where only the company's sign-in leads in, its second factor is the company's matter.
  if (!arePasswordsOn && !hasAny(factors)) return null;
  return (
    <YouSection
      id="second-factors"
      title="Second factors"
      words={stateWords(factors, isSecondFactorRequired)}
    >
      <FactorParts factors={factors} hasPasskeys={canHavePasskeys(passkeySite(appUrl))} />
    </YouSection>
  );
}

function stateWords(factors: SecondFactorsView, isRequired: boolean): string {
  const count = factors.passkeys.length + (factors.totpSince ? 1 : 0);
  if (count === 0)
    return isRequired
      ? 'Required here. You have none yet: add an authenticator app or a passkey.'
      : 'None yet: whoever knows your password can sign in as you.';
  const required = isRequired ? 'Required here. ' : '';
  return count === 1
    ? `${required}You have one. A second one spares you from asking an owner when it is lost.`
    : `${required}You have ${count}. Any one of them will do after your password.`;
}
