import { Button } from '@/components/ui/button';
import { LocalTime } from '@/components/ui/local-time';
import { isDone, RotationStep, type StepProps } from './rotation-step';

const BY_TOKEN =
  'Coupa is asked for a token with the new secret, and that token is thrown away. The one in use is not touched: Coupa keeps several of one client side by side (several connectors rely on it; Coupa does not promise it).';
const BY_CONTRAST =
  'Coupa is asked with a refresh token that was made up, so there is nothing to spend: once with the new secret, and once with a made-up one. The new secret is proved only when Coupa rejects the made-up one and not the new one.';

/** Nothing is switched to that Coupa has not accepted, and no refresh token goes out before. */
export function ProveStep({ account, rotation: { stage, proof }, press, pending }: StepProps) {
  const wasAccepted = proof?.outcome === 'accepted';
  return (
    <RotationStep
      number={2}
      title="Prove it"
      stage={stage}
      line={
        isDone(2, stage) && proof ? (
          <>
            Accepted <LocalTime at={proof.at} />:{' '}
            {proof.how === 'token'
              ? 'it brought a token'
              : 'Coupa rejected a made-up secret and not this one'}
          </>
        ) : (
          'Coupa is asked whether it accepts the new secret, by a question that spends nothing.'
        )
      }
    >
      <p>{account.isCode ? BY_CONTRAST : BY_TOKEN}</p>
      {wasAccepted && (
        <p className="text-sm text-ink-2">
          It was accepted <LocalTime at={proof.at} />. That counts for an hour, because somebody may press
          Regenerate again.
        </p>
      )}
      <Button
        variant="primary"
        onClick={() => press('prove')}
        pendingWords="Asking Coupa…"
        isPending={pending === 'prove'}
      >
        Prove it
      </Button>
    </RotationStep>
  );
}
