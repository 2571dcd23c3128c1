import { Fragment } from 'react';

/** An address or a scope that breaks before a slash or a dot where it does not fit, instead of in the middle of a word. */
export const BreakingCode = ({ text }: { text: string }) =>
  text.split(/(?<=[^/])(?=\/[^/])|(?=\.)/).map((part, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text in their order
    <Fragment key={place}>
      {place > 0 && <wbr />}
      {part}
    </Fragment>
  ));
