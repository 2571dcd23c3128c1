import { LocalTime } from '@/components/ui/local-time';
import { StatusLine } from '@/components/ui/status-line';
import type { StepProps } from './rotation-step';

/** How much time there is, or what happened to a secret that was in use already. */
export function Standing({ account, rotation: { stage, proof } }: Pick<StepProps, 'account' | 'rotation'>) {
  if (proof?.outcome === 'undone' && stage === 'staged')
    return (
      <StatusLine
        glyph="triangle"
        words={
          <>
            The secret before is in use again since <LocalTime at={proof.at} />
          </>
        }
        proof={
          proof.error
            ? 'Coupa refused the new one after the switch and accepted the one before. The new one waits here.'
            : 'The new one waits here.'
        }
      />
    );
  if (stage === 'switched' || !account.tokenEndsAt) return null;
  return (
    <StatusLine
      glyph="clock"
      words={
        <>
          The token in use ends at <LocalTime at={account.tokenEndsAt} hasRelative />
        </>
      }
      proof="So much time there is from Regenerate on. Everything else that uses this client needs the new secret as well."
    />
  );
}
