import type { ReactNode } from 'react';

interface IllustrationFrameProps {
  /** "Create Client in Coupa". */
  screen: string;
  children: ReactNode;
  /** What to do at each mark, in the order of the numbers. */
  sentences: ReactNode[];
  /** Buttons under the sentences, and a line in small print. */
  buttons?: ReactNode;
  note?: ReactNode;
}

/** Plain on purpose: nobody should take it for Coupa. Accent stands only on what the reader must touch. */
export const IllustrationFrame = ({ screen, children, sentences, buttons, note }: IllustrationFrameProps) => (
  <figure className="text-sm">
    <div className="rounded-lg border border-transparent bg-sunken p-4 pt-3.5 max-md:-mx-4 max-md:rounded-none">
      <figcaption className="mb-3 flex flex-wrap justify-between gap-x-4">
        <strong>Illustration</strong> <span className="text-ink-2">{screen}</span>
      </figcaption>
      <div className="space-y-3">{children}</div>
    </div>
    <ol className="mt-4 space-y-2">
      {sentences.map((sentence, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place is the number of the mark
        <li key={index} className="flex gap-3">
          <MarkNumber number={index + 1} />
          <span className="min-w-0">{sentence}</span>
        </li>
      ))}
    </ol>
    {buttons && <div className="mt-6 flex flex-wrap gap-2">{buttons}</div>}
    {note && <p className="mt-2 text-ink-2">{note}</p>}
  </figure>
);

/** One screen with its path of menus. */
export const Screen = ({ path, children }: { path: readonly string[]; children: ReactNode }) => (
  <div className="rounded-md border border-line bg-canvas text-ink-2">
    <p className="border-b border-line px-4 py-2 text-xs">{path.join('\u2002›\u2002')}</p>
    <div className="px-4 py-3.5">{children}</div>
  </div>
);

/** The same number leads the sentence below. */
export const MarkNumber = ({ number, className = '' }: { number: number; className?: string }) => (
  <span
    className={`inline-flex size-5 flex-none items-center justify-center rounded-[50%] bg-accent text-xs font-semibold text-on-accent ${className}`}
  >
    {number}
  </span>
);

interface BoxProps {
  children: ReactNode;
  /** Number of the mark: a ring, and the number on its corner. */
  mark?: number | undefined;
  className?: string;
}

/** A field or button of the drawn screen. */
export const Box = ({ children, mark, className = '' }: BoxProps) => (
  <span
    className={`relative inline-flex min-h-8 min-w-0 items-center bg-canvas px-2 py-1 ${mark ? 'rounded-sm border-2 border-accent text-ink' : 'rounded-[2px] border border-line'} ${className}`}
  >
    {mark && (
      <MarkNumber
        number={mark}
        className="absolute -top-3 -left-2.5 max-md:right-[-0.5rem] max-md:left-auto"
      />
    )}
    {children}
  </span>
);
