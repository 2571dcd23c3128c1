/** Class names that are set, one blank between them. */
export const joinClasses = (...names: (string | false | null | undefined)[]) =>
  names.filter(Boolean).join(' ');
