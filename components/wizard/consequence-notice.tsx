import { Notice } from '@/components/ui/notice';

/** Stands just above Continue. The live region is there before its words, so that they are said. */
export const ConsequenceNotice = ({ sentences }: { sentences: readonly string[] }) => (
  <div role="status">
    {sentences.length > 0 && (
      <div className="mb-6">
        <Notice tone="wait" title="This change undoes something">
          <ul className="list-disc space-y-1 pl-5">
            {sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          <p className="mt-2">
            Nothing is saved yet. Press the button again to save the change, or change it back.
          </p>
        </Notice>
      </div>
    )}
  </div>
);
