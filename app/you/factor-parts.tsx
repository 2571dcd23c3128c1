'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { PasskeyPart } from '@/app/you/passkey-part';
import { RecoveryCodeSheet } from '@/app/you/recovery-code-sheet';
import { RecoveryPart } from '@/app/you/recovery-part';
import { TotpPart } from '@/app/you/totp-part';
import type { SecondFactorsView } from '@/lib/door/second-factors';

interface FactorPartsProps {
  factors: SecondFactorsView;
  hasPasskeys: boolean;
}

/** App, passkeys and recovery codes. New recovery codes take the place of everything until they are kept: no page shows them again. */
export function FactorParts({ factors, hasPasskeys }: FactorPartsProps) {
  const router = useRouter();
  const parts = useRef<HTMLDivElement>(null);
  const [codes, setCodes] = useState<string[] | null>(null);

  function changed(recoveryCodes: string[] | null) {
    flushSync(() => setCodes(recoveryCodes));
    if (recoveryCodes) return;
    // What had the focus goes away with this change.
    parts.current?.focus({ preventScroll: true });
    router.refresh();
  }

  if (codes) return <RecoveryCodeSheet codes={codes} onKept={() => changed(null)} />;
  const hasFactor = factors.totpSince !== null || factors.passkeys.length > 0;
  return (
    <div ref={parts} tabIndex={-1} className="border-t border-line">
      <TotpPart since={factors.totpSince} onChanged={changed} />
      <PasskeyPart passkeys={factors.passkeys} canAdd={hasPasskeys} onChanged={changed} />
      {hasFactor && <RecoveryPart left={factors.recoveryCodesLeft} onMade={changed} />}
    </div>
  );
}
