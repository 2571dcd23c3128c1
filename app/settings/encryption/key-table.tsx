import { type Column, DataTable } from '@/components/ui/data-table';
import { LocalTime } from '@/components/ui/local-time';
import { StatusLine } from '@/components/ui/status-line';
import type { KeyView } from '@/lib/keys/describe-encryption';
import { DropKey } from './drop-key';

const COLUMNS: readonly Column[] = [
  { header: 'Key', narrowLabel: null, className: 'md:w-[10%]' },
  { header: 'State', narrowLabel: null, className: 'md:w-[28%]' },
  { header: 'Since', className: 'md:w-[16%]' },
  { header: 'Values sealed with it', className: 'md:w-[26%]' },
  { header: 'Change', narrowLabel: null },
];

export const KeyTable = ({ keys }: { keys: readonly KeyView[] }) => (
  <DataTable
    caption="Keys"
    columns={COLUMNS}
    rows={keys.map((key) => ({
      key: key.id,
      cells: [
        <code key="id" className="text-base font-semibold">
          {key.id}
        </code>,
        <State key="state" of={key} />,
        key.since ? <LocalTime key="since" at={key.since} form="day" /> : 'Before this was kept',
        <Uses key="uses" of={key} />,
        key.staysBecause === null && <DropKey key="drop" keyId={key.id} />,
      ],
    }))}
  />
);

function State({ of: { staysBecause } }: { of: KeyView }) {
  switch (staysBecause) {
    case 'current':
      return <StatusLine glyph="check" words="Seals" proof="Everything new is sealed with it." />;
    case 'in-use':
      return (
        <StatusLine
          glyph="clock"
          words="Still opens"
          proof="It can be dropped once nothing is sealed with it any more."
        />
      );
    case 'too-new':
      return (
        <StatusLine
          glyph="clock"
          words="No longer needed"
          proof="It can be dropped two minutes after the newest key was added: by then every process knows that one."
        />
      );
    case null:
      return <StatusLine glyph="dash" words="No longer needed" proof="Nothing is sealed with it." />;
  }
}

const Uses = ({ of: { count, places } }: { of: KeyView }) => (
  <>
    {count.toLocaleString('en-GB')}
    {places.length > 0 && <span className="block text-ink-2">{places.join(', ')}</span>}
  </>
);
