import { EndOthers, EndSession } from '@/app/you/session-buttons';
import { YouSection } from '@/app/you/you-section';
import { LocalTime } from '@/components/ui/local-time';
import type { SessionView } from '@/lib/door/session-list';

/** Where the person is signed in. */
export const SessionList = ({ sessions }: { sessions: readonly SessionView[] }) => (
  <YouSection
    id="sessions-title"
    title="Sessions"
    words="Browsers in which you are signed in. A session ends by itself after 8 hours without a click, and after 7 days in any case."
  >
    <ul className="border-t border-line">
      {sessions.map((session) => (
        <li
          key={session.id}
          className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2 border-b border-line py-3 text-sm"
        >
          <Words session={session} />
          {!session.isThisOne && <EndSession id={session.id} browser={session.browser} />}
        </li>
      ))}
    </ul>
    {sessions.length > 1 && <EndOthers />}
  </YouSection>
);

const Words = ({
  session: { browser, address, createdAt, lastSeenAt, isThisOne },
}: {
  session: SessionView;
}) => (
  <div className="min-w-0">
    <p className="text-base font-semibold">
      {browser}
      {isThisOne && <span className="font-normal text-ink-2"> · this one</span>}
    </p>
    <p className="text-ink-2">
      {address && (
        <>
          from <code>{address}</code>,{' '}
        </>
      )}
      since <LocalTime at={createdAt} form="moment" />
      {!isThisOne && (
        <>
          , last seen <LocalTime at={lastSeenAt} form="moment" />
        </>
      )}
    </p>
  </div>
);
