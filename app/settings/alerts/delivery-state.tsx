import { LocalTime } from '@/components/ui/local-time';
import { StatusLine } from '@/components/ui/status-line';
import type { DeliveryRow } from '@/lib/alerts/delivery-data';
import { failureWords, givenUpWords, takenWords } from '@/lib/alerts/delivery-words';

/** Whether it arrived; if not, why, and when it is tried next. */
export function DeliveryState({ row }: { row: DeliveryRow }) {
  const { status, attempts, nextAt, deliveredAt, lastCode, isPaused } = row;
  if (status === 'delivered')
    return (
      <StatusLine
        glyph="check"
        words="Delivered"
        proof={
          <>
            {takenWords(row)} {deliveredAt && <LocalTime at={deliveredAt} form="stamp" />}
            {attempts > 1 && `, at try ${attempts}`}
          </>
        }
      />
    );
  if (status === 'given_up')
    return <StatusLine glyph="octagon" words={givenUpWords(row)} proof={failureWords(row)} />;
  const next = isPaused ? (
    'It waits while the channel is paused.'
  ) : (
    <>Next try {nextAt && <LocalTime at={nextAt} hasRelative />}.</>
  );
  if (lastCode === null) return <StatusLine glyph="clock" words="Waiting" proof={next} />;
  return (
    <StatusLine
      glyph="triangle"
      words="Not delivered yet"
      proof={
        <>
          {failureWords(row)} Try {attempts}. {next}
        </>
      }
    />
  );
}
