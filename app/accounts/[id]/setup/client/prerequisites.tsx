import { Disclosure } from '@/components/ui/disclosure';
import { Notice } from '@/components/ui/notice';
import { PREREQUISITES } from '@/lib/coupa/prerequisites';

/** Rendered on the server: words only. */
export const Prerequisites = () => (
  <Notice title="Who can do the Coupa part">
    <p>
      An <strong>integrations-enabled administrator</strong> of the instance. If that is somebody else, they
      can do steps 1 to 4 in Coupa with what these pages show.
    </p>
    <Disclosure summary="What to have at hand" className="mt-2">
      <dl className="space-y-3 text-sm">
        {PREREQUISITES.map(({ id, title, sentence }) => (
          <div key={id}>
            <dt className="font-semibold">{title}</dt>
            <dd className="text-ink-2">{sentence}</dd>
          </div>
        ))}
      </dl>
    </Disclosure>
  </Notice>
);
