import type { ReactNode } from 'react';
import { Glyph } from './glyph';

interface NoticeProps {
  title: ReactNode;
  children?: ReactNode;
  /** `wait`: a person is needed or a limit holds. Everything else has no colour. */
  tone?: 'plain' | 'wait';
  /** Said aloud when it appears after a press. */
  isAnnounced?: boolean;
}

export const Notice = ({ title, children, tone = 'plain', isAnnounced }: NoticeProps) => (
  <div
    role={isAnnounced ? 'status' : undefined}
    className={`border-l-3 py-0.5 pl-4 ${tone === 'wait' ? 'border-wait' : 'border-control'}`}
  >
    <p className={`flex gap-2 font-semibold ${tone === 'wait' ? 'text-wait' : ''}`}>
      {tone === 'wait' && <Glyph shape="triangle" className="mt-1" />}
      <span>{title}</span>
    </p>
    {children && <div className="mt-1">{children}</div>}
  </div>
);
