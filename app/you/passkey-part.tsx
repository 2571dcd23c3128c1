'use client';

import { FactorRow } from '@/app/you/factor-row';
import { AddPasskey } from '@/app/you/passkey-add';
import { RemoveFactor } from '@/app/you/remove-factor';
import { LocalTime } from '@/components/ui/local-time';
import type { PasskeyView } from '@/lib/door/second-factors';

interface PasskeyPartProps {
  passkeys: PasskeyView[];
  /** False where the service is reached by a bare network address: no browser makes a passkey for one. */
  canAdd: boolean;
  onChanged: (recoveryCodes: string[] | null) => void;
}

export const PasskeyPart = ({ passkeys, canAdd, onChanged }: PasskeyPartProps) => (
  <FactorRow
    title="Passkeys"
    words={
      <p>
        Your device, or a security key, signs you in by your face, finger or PIN. A passkey works after the
        password or in place of it.
      </p>
    }
  >
    {passkeys.length > 0 && (
      <ul className="mt-3 space-y-3">
        {passkeys.map(({ id, name, createdAt, lastUsedAt }) => (
          <li key={id} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1 text-sm">
            <div className="min-w-0">
              <p className="font-semibold wrap-anywhere">{name}</p>
              <p className="text-ink-2">
                Added <LocalTime at={createdAt} />,{' '}
                {lastUsedAt ? (
                  <>
                    last used <LocalTime at={lastUsedAt} />
                  </>
                ) : (
                  'not used yet'
                )}
              </p>
            </div>
            <RemoveFactor what={name} path={`/api/me/passkeys/${id}`} onRemoved={() => onChanged(null)} />
          </li>
        ))}
      </ul>
    )}
    {canAdd ? (
      <AddPasskey onAdded={onChanged} />
    ) : (
      <p className="mt-3 text-sm">
        None can be added here: the service is reached by a bare network address. It needs a host name in
        <code> APP_URL</code>.
      </p>
    )}
  </FactorRow>
);
