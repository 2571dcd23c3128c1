import { LocalTime } from '@/components/ui/local-time';
import { RotationStep, type StepProps } from './rotation-step';
import { StageForm } from './stage-form';

export function EnterStep({ rotation, press, pending }: StepProps) {
  const { stage, stagedAt, stagedByName, stagedLength, inUseSince } = rotation;
  return (
    <RotationStep
      number={1}
      title="Make a new secret in Coupa"
      stage={stage}
      line={
        stagedAt && (
          <>
            Entered <LocalTime at={stagedAt} />
            {stagedByName && ` by ${stagedByName}`}
            {stagedLength !== null && `, ${stagedLength} characters`}
          </>
        )
      }
    >
      <p>
        Press <strong>Regenerate</strong> on the client’s page, then <strong>Show/Hide</strong>, and copy the
        whole <strong>Secret</strong>.
        {inUseSince && (
          <>
            {' '}
            The one in use was entered here <LocalTime at={inUseSince} form="day" />.
          </>
        )}
      </p>
      <StageForm isPending={pending === 'stage'} onStage={(body) => press('stage', body)} />
    </RotationStep>
  );
}
