'use client';

import { Countdown } from '@/components/ui/countdown';
import { LocalTime } from '@/components/ui/local-time';
import { useNow } from '@/components/ui/use-now';

/** "Expires in 23 h 59 min 48 s at 15:18 tomorrow", and once that has come "Ended at 15:18 today". */
export function TokenExpiry({ at }: { at: string }) {
  const now = useNow(1000);
  const hasEnded = now !== null && Date.parse(at) <= now;
  const time = (
    <span className="text-ink-2">
      at <LocalTime at={at} />
    </span>
  );
  return (
    <p className="mt-3">
      {hasEnded ? <strong className="text-stop">Ended</strong> : 'Expires '}
      {!hasEnded && <Countdown until={at} lead="in " />} {time}
    </p>
  );
}
