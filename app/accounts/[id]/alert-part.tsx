import { LocalTime } from '@/components/ui/local-time';
import { PageLink } from '@/components/ui/page-link';
import { describeAlerts } from '@/lib/alerts/describe-alerts';
import { env } from '@/lib/env';
import { requestContext } from '@/lib/http/context';

interface AlertPartProps {
  accountId: string;
  isOwner: boolean;
}

/** Who is told of this account, and what they were told last. */
export async function AlertPart({ accountId, isOwner }: AlertPartProps) {
  const { store } = await requestContext();
  const { people, channels, last } = await describeAlerts(store, accountId, env().mail !== null);
  return (
    <section aria-labelledby="who-is-told">
      <h2 id="who-is-told" className="mb-3 text-lg font-semibold">
        Who is told
      </h2>
      {people.length + channels.length === 0 ? (
        <p className="text-sm text-wait">Nobody. There is no channel and no mail server.</p>
      ) : (
        <ul className="space-y-1 text-sm">
          {people.map(({ id, name, part }) => (
            <li key={id}>
              {name}, {part}, <span className="text-ink-2">by e-mail</span>
            </li>
          ))}
          {channels.map(({ id, name, kind, isPaused }) => (
            <li key={id}>
              {name}, <span className="text-ink-2">{isPaused ? 'paused' : WAYS[kind]}</span>
            </li>
          ))}
        </ul>
      )}
      {last && (
        <p className="mt-3 text-sm text-ink-2">
          Last told <LocalTime at={last.at} hasRelative />: {last.title}. {last.words}
        </p>
      )}
      {isOwner && (
        <p className="mt-3 text-sm">
          <PageLink href="/settings/alerts" className="link">
            Alerts
          </PageLink>
        </p>
      )}
    </section>
  );
}

const WAYS = { webhook: 'by webhook', email: 'by e-mail' };
