'use client';

import { useNow } from './use-now';

/** Names the zone of every time on the page. */
export function TimeZoneFooter() {
  const now = useNow(60_000);
  return <p className="text-sm text-ink-2">Times are {now === null ? 'UTC' : zoneName(now)}.</p>;
}

function zoneName(now: number): string {
  const format = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'longGeneric' });
  const name = format.formatToParts(now).find(({ type }) => type === 'timeZoneName')?.value;
  const { timeZone } = format.resolvedOptions();
  return name && !name.startsWith('GMT') && name !== timeZone ? `${name} (${timeZone})` : timeZone;
}
