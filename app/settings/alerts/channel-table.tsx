import { type Column, DataTable } from '@/components/ui/data-table';
import { LocalTime } from '@/components/ui/local-time';
import { PageLink } from '@/components/ui/page-link';
import { StatusLine } from '@/components/ui/status-line';
import type { ChannelRow } from '@/lib/alerts/channel-data';
import { ChannelActions } from './channel-actions';
import { logHref } from './log-address';

const COLUMNS: readonly Column[] = [
  { header: 'Channel', className: 'md:w-[26%]' },
  { header: 'Told of', className: 'md:w-[17%]' },
  { header: 'State', narrowLabel: null, className: 'md:w-[25%]' },
  { header: 'Change', narrowLabel: null },
];

export const ChannelTable = ({
  channels,
  hasMail,
}: {
  channels: readonly ChannelRow[];
  hasMail: boolean;
}) => (
  <DataTable
    caption="Channels"
    columns={COLUMNS}
    rows={channels.map((channel) => ({
      key: channel.id,
      cells: [
        <Heading key="channel" channel={channel} />,
        <ToldOf key="told" account={channel.account} />,
        <State key="state" channel={channel} hasMail={hasMail} />,
        <ChannelActions key="change" channel={channel} />,
      ],
    }))}
  />
);

const Heading = ({ channel: { name, kind, target } }: { channel: ChannelRow }) => (
  <>
    <span className="block text-base font-semibold">{name}</span>
    <span className="block text-ink-2">
      {kind === 'webhook' ? 'Webhook to ' : 'E-mail to '}
      <code>{target}</code>
    </span>
  </>
);

const ToldOf = ({ account }: { account: ChannelRow['account'] }) =>
  account ? (
    <PageLink href={`/accounts/${account.id}`} className="link">
      {account.label}
    </PageLink>
  ) : (
    'All accounts'
  );

function State({ channel, hasMail }: { channel: ChannelRow; hasMail: boolean }) {
  const { id, kind, pausedAt, pausedBecause, lastDelivery } = channel;
  const last = lastDelivery ? <LastDelivery id={id} {...lastDelivery} /> : 'Nothing was sent yet.';
  if (pausedBecause === 'gone' && pausedAt)
    return (
      <StatusLine
        glyph="octagon"
        words={
          <>
            Paused since <LocalTime at={pausedAt} />
          </>
        }
        proof="The receiver answered 410, which means that it is gone for good. Resume it once it is back."
      />
    );
  if (pausedAt)
    return (
      <StatusLine
        glyph="pause"
        words={
          <>
            Paused since <LocalTime at={pausedAt} />
          </>
        }
        proof={last}
      />
    );
  if (kind === 'email' && !hasMail)
    return <StatusLine glyph="triangle" words="Cannot be used" proof="No mail server is set up." />;
  if (lastDelivery?.status === 'given_up')
    return <StatusLine glyph="octagon" words="The last alert did not arrive" proof={last} />;
  return <StatusLine glyph="check" words="In use" proof={last} />;
}

const LAST_WORDS = { delivered: 'Last delivered', waiting: 'Waiting since', given_up: 'Not delivered' };

const LastDelivery = ({ id, status, at }: { id: string } & NonNullable<ChannelRow['lastDelivery']>) => (
  <PageLink href={logHref({ channel: id })} className="link">
    {LAST_WORDS[status]} <LocalTime at={at} />
  </PageLink>
);
