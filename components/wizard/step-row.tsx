import { Icon } from '@/components/ui/icon';
import { PageLink } from '@/components/ui/page-link';
import { STEPS, type StepName, stepPath } from '@/lib/accounts/steps';

interface StepRowProps {
  step: StepName;
  accountId: string | null;
  finished: readonly StepName[];
  label?: string | undefined;
  host?: string | undefined;
}

/** The five names in a row; on narrow screens they fold into "All steps". */
export const StepRow = (props: StepRowProps) => (
  <div className="border-b border-line text-sm">
    <div className="wrap flex items-center justify-between gap-6 max-md:block max-md:py-3">
      <nav aria-label="Steps" className="max-md:hidden">
        <StepList {...props} />
      </nav>
      <details className="md:hidden">
        <summary className="w-fit py-0.5">All steps</summary>
        <nav aria-label="All steps">
          <StepList {...props} />
        </nav>
      </details>
      <p className="min-w-0 truncate text-ink-2 max-md:whitespace-normal">
        {props.label ? <strong className="text-ink">{props.label}</strong> : 'New account'}
        {props.host && ` on ${props.host}`}
      </p>
    </div>
  </div>
);

const StepList = ({ step, accountId, finished }: StepRowProps) => (
  <ol className="flex flex-none gap-6 max-md:flex-col max-md:gap-0 max-md:pl-4">
    {STEPS.map(({ name, title }) => (
      <li
        key={name}
        aria-current={name === step ? 'step' : undefined}
        className={`flex min-h-12 items-center border-y-2 border-canvas whitespace-nowrap max-md:min-h-10 max-md:border-y-0 ${name === step ? 'border-b-accent font-semibold' : 'text-ink-2'}`}
      >
        {name !== step && accountId && finished.includes(name) ? (
          <PageLink href={stepPath(accountId, name)} className="flex items-center gap-2 hover:text-ink">
            <Icon name="tick" className="text-ok" />
            <span className="underline decoration-1 underline-offset-4">{title}</span>{' '}
            <span className="sr-only">(finished)</span>
          </PageLink>
        ) : (
          title
        )}
      </li>
    ))}
  </ol>
);
