import type { InstanceKind } from '@/lib/coupa/instance-hosts';
import type { UnderstoodInstance } from '@/lib/coupa/instance-url';

const KIND_WORDS: Record<InstanceKind, string> = {
  customer: 'Customer instance',
  partner: 'Partner or demo instance',
  'coupa-internal': 'Coupa’s own development host',
  practice: 'Practice Coupa on this machine',
  extra: 'Allowed by the settings of this service',
};

/** How a pasted address was read, with what its name suggests marked as a guess. */
export const InstanceWords = ({ origin, kind, testMarker, leftOut }: UnderstoodInstance) => (
  <>
    Understood as <code>{origin}</code>. {KIND_WORDS[kind]}
    {testMarker?.startsWith('-') && `; the name contains “${testMarker}”, so probably not production`}.{' '}
    {leftOut.length > 0 && (
      <span className="text-ink-2">
        Left out: <span className="break-words">{leftOut.join(', ')}</span>.
      </span>
    )}
  </>
);
