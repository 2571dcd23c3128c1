import type { ReactNode } from 'react';
import { Icon } from './icon';

interface DisclosureProps {
  summary: ReactNode;
  children: ReactNode;
  isOpen?: boolean;
  className?: string;
}

export const Disclosure = ({ summary, children, isOpen, className = '' }: DisclosureProps) => (
  <details open={isOpen} className={`group ${className}`}>
    <summary className="flex w-fit list-none items-start gap-1.5 py-1 [&::-webkit-details-marker]:hidden">
      <Icon name="chevron" className="h-[1lh] text-accent transition-transform group-open:rotate-90" />
      <span className="link">{summary}</span>
    </summary>
    <div className="pt-2 pl-5.5">{children}</div>
  </details>
);
