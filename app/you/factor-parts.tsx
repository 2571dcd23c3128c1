'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
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
  const [codes, setCodes] = useState<string[] | null>(null);

  function changed(recoveryCodes: string[] | null) {
    if (recoveryCodes) return setCodes(recoveryCodes);
    // What had the focus may be gone with this change.
    document.getElementById('second-factors')?.scrollIntoView({ block: 'nearest' });
    router.refresh();
  }

  if (codes)
    return (
      <RecoveryCodeSheet
        codes={codes}
        onKept={() => {
          setCodes(null);
          document.getElementById('main')?.focus();
          router.refresh();
        }}
      />
    );
  const hasFactor = factors.totpSince !== null || factors.passkeys.length > 0;
  return (
    <div className="border-t border-line">
      <TotpPart since={factors.totpSince} onChanged={changed} />
      <PasskeyPart passkeys={factors.passkeys} canAdd={hasPasskeys} onChanged={changed} />
      {hasFactor && <RecoveryPart left={factors.recoveryCodesLeft} onMade={changed} />}
    </div>
  );
}
