/** Words for instants, in one zone and against one "now", so that they can be tested. All 24-hour, British order. */
const LOCALE = 'en-GB';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export type TimeForm = 'moment' | 'stamp' | 'day' | 'clock' | 'full';

interface Reader {
  now: number;
  zone: string;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs far more than using it; a list of accounts uses one four hundred times. */
function format(at: number, zone: string, options: Intl.DateTimeFormatOptions): string {
  const key = zone + JSON.stringify(options);
  const found = formatters.get(key) ?? new Intl.DateTimeFormat(LOCALE, { timeZone: zone, ...options });
  formatters.set(key, found);
  return found.format(at);
}

const clock = (at: number, zone: string, withSeconds = false) =>
  format(at, zone, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(withSeconds && { second: '2-digit' }),
  });

const dayKey = (at: number, zone: string) =>
  format(at, zone, { year: 'numeric', month: '2-digit', day: '2-digit' });

function date(at: number, { now, zone }: Reader, withWeekday = false): string {
  const isOtherYear = format(at, zone, { year: 'numeric' }) !== format(now, zone, { year: 'numeric' });
  const day = format(at, zone, { day: 'numeric', month: 'long', ...(isOtherYear && { year: 'numeric' }) });
  return withWeekday ? `${format(at, zone, { weekday: 'long' })} ${day}` : day;
}

/** Found by the calendar of the zone, not by 24 hours: days with a clock change have 23 or 25. */
function nearDay(at: number, { now, zone }: Reader): 'today' | 'tomorrow' | 'yesterday' | null {
  const day = dayKey(at, zone);
  if (day === dayKey(now, zone)) return 'today';
  const isAhead = at > now;
  const [near, far] = [
    now + (isAhead ? 1 : -1) * (DAY - 2 * 60 * MINUTE),
    now + (isAhead ? 1 : -1) * (DAY + 2 * 60 * MINUTE),
  ];
  const neighbours = [dayKey(near, zone), dayKey(far, zone)].filter((each) => each !== dayKey(now, zone));
  return neighbours[0] === day ? (isAhead ? 'tomorrow' : 'yesterday') : null;
}

const capital = (words: string) => words[0]?.toUpperCase() + words.slice(1);

/**
 * moment "14:05 tomorrow", "14:05 on 12 March" · stamp "Today, 15:02" · day "12 March" · clock "15:18:03" ·
 * full "Wednesday 3 February, 15:18:03".
 */
export function timeWords(atIso: string, form: TimeForm, reader: Reader): string {
  const at = Date.parse(atIso);
  const { zone } = reader;
  const near = nearDay(at, reader);
  switch (form) {
    case 'moment':
      return `${clock(at, zone)} ${near ?? `on ${date(at, reader)}`}`;
    case 'stamp':
      return `${near ? capital(near) : date(at, reader)}, ${clock(at, zone)}`;
    case 'day':
      return near ?? date(at, reader);
    case 'clock':
      return clock(at, zone, true);
    case 'full':
      return `${date(at, reader, true)}, ${clock(at, zone, true)}`;
  }
}

/** What the server writes, which knows neither zone nor moment of the reader. */
export function utcWords(atIso: string, form: TimeForm): string {
  const at = Date.parse(atIso);
  if (form === 'clock') return `${clock(at, 'UTC', true)} UTC`;
  const day = format(at, 'UTC', { day: 'numeric', month: 'long', year: 'numeric' });
  return form === 'day' ? day : `${clock(at, 'UTC')} UTC on ${day}`;
}

/** "in 14 h 45 min", "3 days ago", "now". */
export function relativeWords(atIso: string, now: number): string {
  const distance = Date.parse(atIso) - now;
  if (Math.abs(distance) < MINUTE) return 'now';
  const words = durationWords(Math.abs(distance));
  return distance > 0 ? `in ${words}` : `${words} ago`;
}

/** "38 days", "14 h 45 min", "12 min"; days from two on. */
export function durationWords(durationMs: number): string {
  if (durationMs >= 2 * DAY) return `${Math.floor(durationMs / DAY)} days`;
  const minutes = Math.floor(durationMs / MINUTE);
  const hours = Math.floor(minutes / 60);
  return [hours > 0 && `${hours} h`, (minutes % 60 > 0 || hours === 0) && `${minutes % 60} min`]
    .filter(Boolean)
    .join(' ');
}
