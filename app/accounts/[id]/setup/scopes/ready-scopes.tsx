import { countWords } from '@/app/accounts/[id]/setup/scopes/scope-picker';
import { CopyBlock } from '@/components/ui/copy-block';

/** The list as a token request has it (RFC 6749 §3.3). */
export const ReadyScopes = ({ chosen }: { chosen: readonly string[] }) => {
  if (chosen.length === 0) return null;
  const text = chosen.join(' ');
  return (
    <section aria-labelledby="ready-title">
      <h2 id="ready-title" className="text-lg font-semibold">
        Ready for the token request
      </h2>
      <p className="mb-4 text-ink-2">
        {countWords(chosen.length)}, {text.length} characters, separated by blanks as Coupa requires.
      </p>
      <CopyBlock text={text} what="scopes for the token request" />
    </section>
  );
};
