import type { ReactNode } from 'react';
import type { MarkedText } from '@/lib/validation/report';
import { ExternalLink } from './button';

/**
 * A code span is one piece wherever it stands: words of an instance come only inside code spans, so brackets and stars
 * in them can neither end a mark nor begin a link.
 */
const MARK = /`([^`]+)`|\*\*((?:`[^`]*`|[^*`])+)\*\*|\[((?:`[^`]*`|[^\]`])+)\]\(([^()\s`]+)\)/g;

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** Text with `code`, **bold** and [words](href). A link that may not be followed is set as its words. */
export const Marked = ({ text }: { text: MarkedText }) => <>{renderMarked(text)}</>;

function renderMarked(text: string): ReactNode[] {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const match of text.matchAll(MARK)) {
    if (match.index > end) parts.push(text.slice(end, match.index));
    parts.push(<Mark key={match.index} match={match} />);
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}

function Mark({ match }: { match: RegExpMatchArray }) {
  const [, code, bold, words, href] = match;
  if (code) return <code>{code}</code>;
  if (bold) return <strong>{renderMarked(bold)}</strong>;
  const inside = renderMarked(words ?? '');
  const kind = linkKind(href ?? '');
  if (kind === 'site')
    return (
      <a href={href} className="link">
        {inside}
      </a>
    );
  if (kind === 'external') return <ExternalLink href={href ?? ''}>{inside}</ExternalLink>;
  return <>{inside}</>;
}

/** https anywhere, http on this machine only (the practice instance), and paths of this site. */
export function linkKind(href: string): 'site' | 'external' | 'refused' {
  if (/^\/(?![/\\])/.test(href)) return 'site';
  if (!/^https?:\/\//i.test(href) || !URL.canParse(href)) return 'refused';
  const { protocol, hostname, username, password } = new URL(href);
  if (username || password) return 'refused';
  return protocol === 'https:' || LOOPBACK.test(hostname) ? 'external' : 'refused';
}
