import { SourceLine } from '@/app/help/source-line';
import { DefinitionList } from '@/components/ui/definition-list';
import { Marked } from '@/components/ui/marked';
import { MarkedSteps } from '@/components/ui/marked-steps';
import type { HelpEntry } from '@/lib/coupa/help/entry';

/** One trouble: what is printed, why, who fixes it, how. Its id is its address. */
export const HelpTrouble = ({ entry }: { entry: HelpEntry }) => {
  const { id, title, symptoms, why, fixerWords, steps, certainty, source } = entry;
  return (
    <article id={id} aria-labelledby={`${id}-title`} className="scroll-mt-4 border-b border-line py-6">
      <h3 id={`${id}-title`} className="mb-3 font-semibold">
        {title}
      </h3>
      <DefinitionList
        items={[
          ...(symptoms.length > 0 ? [{ term: 'You read', value: <Symptoms symptoms={symptoms} /> }] : []),
          { term: 'Why', value: <Marked text={why} /> },
          { term: 'Who fixes it', value: <Marked text={fixerWords} /> },
          ...(steps.length > 0 ? [{ term: 'How', value: <MarkedSteps steps={steps} /> }] : []),
        ]}
      />
      <SourceLine certainty={certainty} source={source} />
    </article>
  );
};

const Symptoms = ({ symptoms }: { symptoms: readonly string[] }) => (
  <ul className="space-y-0.5">
    {symptoms.map((symptom) => (
      <li key={symptom}>
        <code>{symptom}</code>
      </li>
    ))}
  </ul>
);
