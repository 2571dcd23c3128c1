'use client';

import { type ReactNode, useState } from 'react';
import type { Entered } from '@/app/(door)/enter';
import { PasswordStep } from '@/app/(door)/sign-in/password-step';
import { SecondStep } from '@/app/(door)/sign-in/second-step';
import type { SecondWay } from '@/lib/door/sign-in-codes';

interface SignInFormProps {
  returnPath: string;
  hasPasskeys: boolean;
  /** What went wrong on the way back from the company's sign-in. */
  problem: string | null;
  /** Signing in with the company, where that is set up. */
  company: ReactNode;
}

/** One address for both steps: what was proved in the first lives in a cookie for five minutes, never in the address. */
export function SignInForm({ returnPath, hasPasskeys, problem, company }: SignInFormProps) {
  const [ways, setWays] = useState<SecondWay[] | null>(null);
  const [notice, setNotice] = useState(problem);

  /** Words to show beside what was typed, or null when it led on. */
  function take(entered: Entered): string | null {
    if (entered.outcome === 'refused') return entered.words;
    if (entered.outcome === 'in') window.location.assign(returnPath);
    else {
      setWays(entered.outcome === 'second_factor' ? entered.ways : null);
      setNotice(entered.outcome === 'start_again' ? entered.words : null);
    }
    return null;
  }

  if (ways) return <SecondStep ways={ways} take={take} onBack={() => setWays(null)} />;
  return <PasswordStep take={take} notice={notice} hasPasskeys={hasPasskeys} company={company} />;
}
