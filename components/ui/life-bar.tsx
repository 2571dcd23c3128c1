'use client';

import { LocalTime } from './local-time';
import { useNow } from './use-now';

interface LifeBarProps {
  issuedAt: string;
  endsAt: string;
  /** Shown as a dashed mark; null where only a person can bring the next token. */
  renewalAt: string | null;
}

/** One track from issue to end, filled to now. Drawn in SVG: its attributes are allowed where style attributes are not. */
export function LifeBar({ issuedAt, endsAt, renewalAt }: LifeBarProps) {
  const now = useNow(60_000);
  const place = (at: number) => {
    const [start, end] = [Date.parse(issuedAt), Date.parse(endsAt)];
    return `${(Math.min(1, Math.max(0, (at - start) / (end - start))) * 100).toFixed(2)}%`;
  };
  const nowPlace = now === null ? '0%' : place(now);
  return (
    <>
      <svg width="100%" height="16" aria-hidden="true" className="block overflow-visible">
        <rect y="4" width="100%" height="8" rx="3" className="fill-line" />
        <rect y="4" width={nowPlace} height="8" rx="3" className="fill-accent" />
        {renewalAt && <Line at={place(Date.parse(renewalAt))} isDashed />}
        {now !== null && <Line at={nowPlace} />}
      </svg>
      <dl className="mt-2 grid grid-cols-2 gap-x-4 gap-y-2 text-sm md:flex md:justify-between">
        <Point name="Issued" at={issuedAt} />
        {now !== null && <Point name="Now" mark="solid" at={new Date(now).toISOString()} />}
        {renewalAt && <Point name="Renewal due" mark="dashed" at={renewalAt} hasRelative />}
        <Point name="Ends" at={endsAt} isLast />
      </dl>
    </>
  );
}

const Line = ({ at, isDashed }: { at: string; isDashed?: boolean }) => (
  <line
    x1={at}
    x2={at}
    y1="0"
    y2="16"
    strokeWidth="2"
    strokeDasharray={isDashed ? '4 2' : undefined}
    className="stroke-ink"
  />
);

interface PointProps {
  name: string;
  at: string;
  mark?: 'solid' | 'dashed';
  hasRelative?: boolean;
  isLast?: boolean;
}

const Point = ({ name, at, mark, hasRelative, isLast }: PointProps) => (
  <div className={isLast ? 'md:text-right' : ''}>
    <dt className="text-ink-2">
      {mark && (
        <svg width="2" height="12" aria-hidden="true" className="mr-1.5 inline align-[-0.1em]">
          <line
            x1="1"
            x2="1"
            y1="0"
            y2="12"
            strokeWidth="2"
            strokeDasharray={mark === 'dashed' ? '3 1.5' : undefined}
            className="stroke-ink"
          />
        </svg>
      )}
      {name}
    </dt>
    <dd className="font-semibold">
      <LocalTime at={at} hasRelative={hasRelative} />
    </dd>
  </div>
);
