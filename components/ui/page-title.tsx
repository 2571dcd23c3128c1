import type { ReactNode } from 'react';

interface PageTitleProps {
  title: ReactNode;
  /** A link or a few words above. */
  above?: ReactNode;
  /** One sentence below. */
  sentence?: ReactNode;
  /** Buttons at the right, below on narrow screens. */
  actions?: ReactNode;
}

export const PageTitle = ({ title, above, sentence, actions }: PageTitleProps) => (
  <div className="flex flex-wrap items-start justify-between gap-4 lg:flex-nowrap lg:gap-8">
    <div className="min-w-0">
      {above && <div className="mb-1 text-sm text-ink-2">{above}</div>}
      <h1 id="page-title" className="text-xl font-semibold wrap-anywhere">
        {title}
      </h1>
      {sentence && <p className="mt-2 max-w-[42rem] text-ink-2">{sentence}</p>}
    </div>
    {actions && (
      <div className={`flex flex-none flex-wrap gap-2 max-md:w-full ${above ? 'md:pt-6' : ''}`}>
        {actions}
      </div>
    )}
  </div>
);
