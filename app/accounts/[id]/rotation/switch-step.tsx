import { Button } from '@/components/ui/button';
import { LocalTime } from '@/components/ui/local-time';
import { canRenew, RotationStep, type StepProps } from './rotation-step';

export function SwitchStep({ account, rotation: { stage, switchedAt }, press, pending }: StepProps) {
  return (
    <RotationStep
      number={3}
      title="Switch"
      stage={stage}
      line={
        stage === 'switched' && switchedAt ? (
          <>
            Switched <LocalTime at={switchedAt} />
          </>
        ) : (
          'The new secret takes the place of the one in use, which is kept.'
        )
      }
    >
      <p>
        The new secret takes the place of the one in use, which is kept.{' '}
        {canRenew(account)
          ? 'A new token is asked for at once; the token in use stays until it has come.'
          : 'Without a refresh token the next token comes when a person authorizes again.'}
      </p>
      <Button
        variant="primary"
        onClick={() => press('switch')}
        pendingWords="Switching…"
        isPending={pending === 'switch'}
      >
        Switch
      </Button>
    </RotationStep>
  );
}
