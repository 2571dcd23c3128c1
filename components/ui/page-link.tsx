import Link from 'next/link';
import type { ComponentProps } from 'react';

/**
 * A link to a page of ours. Nothing is fetched before it is followed: every page is made on the server for its reader, so
 * fetching ahead doubles the requests of a first load and the work of the server for pages that nobody may open.
 */
export const PageLink = (props: ComponentProps<typeof Link>) => <Link prefetch={false} {...props} />;
