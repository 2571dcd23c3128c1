import { Fragment } from 'react';

/** An address that breaks before a slash of its path where it does not fit, instead of in the middle of a word. */
export const BreakingAddress = ({ address }: { address: string }) =>
  address.split(/(?<=[^/])(?=\/[^/])/).map((part, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text in their order
    <Fragment key={place}>
      {place > 0 && <wbr />}
      {part}
    </Fragment>
  ));
