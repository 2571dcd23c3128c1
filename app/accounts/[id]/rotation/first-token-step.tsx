import { Button } from '@/components/ui/button';
import { LocalTime } from '@/components/ui/local-time';
import { canRenew, RotationStep, type StepProps } from './rotation-step';

/** Switched, and the first token has not come yet: it may be asked for at once, or the secret before used again. */
export function FirstTokenStep({ account, rotation, press, pending }: StepProps) {
  return (
    <RotationStep
      number={4}
      title="The first token"
      stage={rotation.stage}
      line="When it has come, the secret before is deleted here."
    >
      <p>
        The new secret is in use. The one before is kept until a token came by the new one.{' '}
        {!canRenew(account) && 'That is when a person authorizes again, before the token in use ends.'}
        {canRenew(account) && account.nextTryAt && (
          <>
            Next try <LocalTime at={account.nextTryAt} hasRelative />.
          </>
        )}
      </p>
      <div className="flex flex-wrap gap-2">
        {canRenew(account) && (
          <Button
            variant="primary"
            onClick={() => press('switch')}
            pendingWords="Asking Coupa…"
            isPending={pending === 'switch'}
          >
            Try again
          </Button>
        )}
        <Button onClick={() => press('undo')} pendingWords="Going back…" isPending={pending === 'undo'}>
          Use the secret before
        </Button>
      </div>
      <p className="text-sm text-ink-2">
        Coupa is asked first whether it still accepts the secret before. After Regenerate it most likely does
        not (inferred).
      </p>
    </RotationStep>
  );
}
