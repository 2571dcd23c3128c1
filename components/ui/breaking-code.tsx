import { Fragment } from 'react';

const BEFORE_SLASH = /(?<=[^/])(?=\/[^/])/;
const BEFORE_SLASH_OR_DOT = /(?<=[^/])(?=\/[^/])|(?=\.)/;

/** An address or a scope breaks before a slash or a dot where it does not fit, instead of in the middle of a word; several scopes break between them. */
export const BreakingCode = ({ text }: { text: string }) =>
  text.split(text.includes(' ') ? BEFORE_SLASH : BEFORE_SLASH_OR_DOT).map((part, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text in their order
    <Fragment key={place}>
      {place > 0 && <wbr />}
      {part}
    </Fragment>
  ));
