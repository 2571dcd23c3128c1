import type { ReactNode } from 'react';
import { PageTitle } from '@/components/ui/page-title';

interface DoorPageProps {
  title: string;
  sentence: ReactNode;
  /** Error summary; stands above everything. */
  summary?: ReactNode;
  children?: ReactNode;
}

/** A narrow page in the middle: what stands before the wizard. */
export const DoorPage = ({ title, sentence, summary, children }: DoorPageProps) => (
  <div className="wrap pt-8 md:pt-12">
    <div className="mx-auto max-w-[25rem]">
      {summary}
      <PageTitle title={title} sentence={sentence} />
      {children && <div className="mt-8">{children}</div>}
    </div>
  </div>
);
