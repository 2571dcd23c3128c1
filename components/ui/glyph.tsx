import type { ReactNode } from 'react';

const circle = <circle cx="8" cy="8" r="6.5" />;

/** Shapes differ, so colour is a second sign only. */
const SHAPES = {
  check: (
    <>
      {circle}
      <path d="m5 8.25 2.1 2.1L11 6" />
    </>
  ),
  triangle: <path d="M8 2 14.5 13.5h-13L8 2ZM8 6.5v3.25M8 11.5v.25" />,
  octagon: <path d="M5.3 1.5h5.4l3.8 3.8v5.4l-3.8 3.8H5.3l-3.8-3.8V5.3l3.8-3.8ZM6 6l4 4M10 6l-4 4" />,
  ring: <path d="M8 1.5A6.5 6.5 0 1 0 14.5 8" />,
  'ring-still': <path d="M8 1.5A6.5 6.5 0 1 0 14.5 8" />,
  dash: (
    <>
      {circle}
      <path d="M5.25 8h5.5" />
    </>
  ),
  pause: (
    <>
      {circle}
      <path d="M6.5 6v4M9.5 6v4" />
    </>
  ),
  clock: (
    <>
      {circle}
      <path d="M8 4.5V8l2 1.5" />
    </>
  ),
  person: (
    <>
      <circle cx="8" cy="5" r="2.75" />
      <path d="M2.75 14c.5-3 2.5-4.5 5.25-4.5s4.75 1.5 5.25 4.5" />
    </>
  ),
} satisfies Record<string, ReactNode>;

export type GlyphShape = keyof typeof SHAPES;

const COLOURS: Partial<Record<GlyphShape, string>> = {
  check: 'text-ok',
  triangle: 'text-wait',
  octagon: 'text-stop',
  ring: 'text-accent animate-turn',
};

interface GlyphProps {
  shape: GlyphShape;
  /** Spoken name; without it the words beside say everything. */
  label?: string;
  className?: string;
}

export const Glyph = ({ shape, label, className = '' }: GlyphProps) => (
  <>
    <svg
      viewBox="0 0 16 16"
      width="16"
      height="16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className={`flex-none ${COLOURS[shape] ?? 'text-ink-2'} ${className}`}
    >
      {SHAPES[shape]}
    </svg>
    {label && <span className="sr-only">{label}: </span>}
  </>
);
