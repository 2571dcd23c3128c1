import type { ComponentProps, ReactNode } from 'react';
import { Icon, type IconName } from './icon';
import { joinClasses } from './join-classes';
import { PageLink } from './page-link';
import { StackedWords } from './stacked-words';

export type ButtonVariant = 'primary' | 'secondary' | 'small' | 'text';

const BOX =
  'inline-flex items-center justify-center rounded-md border text-center no-underline transition-colors cursor-pointer';

const LOOKS: Record<ButtonVariant, string> = {
  primary: `${BOX} min-h-10 gap-2 px-4 py-1.5 text-base font-semibold border-transparent bg-accent text-on-accent shadow-button hover:bg-accent-strong`,
  secondary: `${BOX} min-h-10 gap-2 px-4 py-1.5 text-base font-semibold border-control bg-canvas text-ink hover:border-ink hover:bg-sunken`,
  small: `${BOX} min-h-8 gap-2 px-2 py-1 text-sm border-line bg-canvas text-ink hover:border-control`,
  text: 'link text-left',
};

export const buttonClasses = (variant: ButtonVariant, className?: string) =>
  joinClasses(LOOKS[variant], className);

const Face = ({
  icon,
  variant,
  children,
}: {
  icon?: IconName;
  variant: ButtonVariant;
  children: ReactNode;
}) => (
  <>
    {icon && <Icon name={icon} className={variant === 'small' ? 'text-accent' : ''} />}
    {children}
  </>
);

interface ButtonProps extends Omit<ComponentProps<'button'>, 'disabled'> {
  variant?: ButtonVariant;
  icon?: IconName;
  /** What it says while `isPending`, for example "Saving…"; room for it is kept, so that nothing beside it moves. */
  pendingWords?: string;
  /** Presses do nothing; the button keeps its colour, its width and its focus. */
  isPending?: boolean;
}

export function Button({
  variant = 'secondary',
  icon,
  pendingWords,
  isPending = false,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      {...(isPending && { 'aria-disabled': true })}
      onClick={isPending ? (event) => event.preventDefault() : onClick}
      className={buttonClasses(variant, className)}
    >
      <Face variant={variant} icon={icon}>
        {pendingWords ? (
          <StackedWords
            shown={isPending ? 'pending' : 'rest'}
            faces={{ rest: <span>{children}</span>, pending: pendingWords }}
          />
        ) : (
          children
        )}
      </Face>
    </button>
  );
}

interface LinkButtonProps extends ComponentProps<typeof PageLink> {
  variant?: ButtonVariant;
  icon?: IconName;
}

export const LinkButton = ({
  variant = 'secondary',
  icon,
  className,
  children,
  ...rest
}: LinkButtonProps) => (
  <PageLink {...rest} className={buttonClasses(variant, className)}>
    <Face variant={variant} icon={icon}>
      {children}
    </Face>
  </PageLink>
);

interface ExternalLinkProps {
  href: string;
  children: ReactNode;
  variant?: ButtonVariant;
  className?: string;
}

/** Opens another site in a new tab and tells it nothing of this one. */
export const ExternalLink = ({ href, children, variant = 'text', className }: ExternalLinkProps) => (
  <a href={href} target="_blank" rel="noreferrer" className={buttonClasses(variant, className)}>
    {variant !== 'text' && <Icon name="external" className={variant === 'small' ? 'text-accent' : ''} />}
    {children}
    <span className="sr-only"> (opens in a new tab)</span>
    {variant === 'text' && <Icon name="external" className="ml-1 inline size-3 align-[-0.05em]" />}
  </a>
);
