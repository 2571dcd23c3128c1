import { SourceLine } from '@/app/help/source-line';
import { Marked } from '@/components/ui/marked';
import type { Question } from '@/lib/coupa/questions';

export const HelpAnswer = ({
  question: { id, question, answer, certainty, source },
}: {
  question: Question;
}) => (
  <article id={id} aria-labelledby={`${id}-title`} className="scroll-mt-4 border-b border-line py-6">
    <h3 id={`${id}-title`} className="mb-2 font-semibold">
      {question}
    </h3>
    <div className="space-y-2">
      {answer.map((paragraph) => (
        <p key={paragraph}>
          <Marked text={paragraph} />
        </p>
      ))}
    </div>
    <SourceLine certainty={certainty} source={source} />
  </article>
);
