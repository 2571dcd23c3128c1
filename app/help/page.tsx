import type { Metadata } from 'next';
import { entryText, matchesHelp, questionText } from '@/app/help/find-help';
import { HelpAnswer } from '@/app/help/help-answer';
import { HelpTrouble } from '@/app/help/help-trouble';
import { Button, LinkButton } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageTitle } from '@/components/ui/page-title';
import { SearchField } from '@/components/ui/search-field';
import { ATLAS_SECTIONS } from '@/lib/coupa/atlas-entries';
import { FAQ } from '@/lib/coupa/questions';
import { requirePerson } from '@/lib/door/require-person';

export const metadata: Metadata = { title: 'Help' };

interface HelpPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Troubles by where they show, then questions. All of it is on the page; the search leaves out what does not match. */
export default async function HelpPage({ searchParams }: HelpPageProps) {
  await requirePerson();
  const { search } = await searchParams;
  const asked = typeof search === 'string' ? search.trim().slice(0, 200) : '';
  const sections = ATLAS_SECTIONS.map((section) => ({
    ...section,
    entries: section.entries.filter((entry) => matchesHelp(asked, entryText(entry))),
  })).filter(({ entries }) => entries.length > 0);
  const questions = FAQ.filter((question) => matchesHelp(asked, questionText(question)));
  const isEmpty = sections.length === 0 && questions.length === 0;
  return (
    <div className="wrap pt-8 md:pt-12">
      <PageTitle
        title="Help"
        sentence="What went wrong, why, who fixes it and where to press. What no source says outright is marked as inferred."
      />
      <HelpSearch asked={asked} />
      {isEmpty ? (
        <EmptyState
          title={`Nothing found for “${asked}”`}
          action={<LinkButton href="/help">Show everything</LinkButton>}
        >
          <p>Try fewer words, or only the code, for example invalid_client.</p>
        </EmptyState>
      ) : (
        <div className="grid gap-x-18 lg:grid-cols-[minmax(0,42rem)_minmax(0,1fr)]">
          <div className="space-y-12">
            {sections.map(({ id, title, entries }) => (
              <section key={id} aria-labelledby={id}>
                <SectionTitle id={id}>{title}</SectionTitle>
                {entries.map((entry) => (
                  <HelpTrouble key={entry.id} entry={entry} />
                ))}
              </section>
            ))}
            {questions.length > 0 && (
              <section aria-labelledby="questions">
                <SectionTitle id="questions">Questions</SectionTitle>
                {questions.map((question) => (
                  <HelpAnswer key={question.id} question={question} />
                ))}
              </section>
            )}
          </div>
          <Contents
            groups={[
              ...sections.map(({ id, title, entries }) => ({ id, title, lines: entries })),
              {
                id: 'questions',
                title: 'Questions',
                lines: questions.map((each) => ({ ...each, title: each.question })),
              },
            ].filter(({ lines }) => lines.length > 0)}
          />
        </div>
      )}
    </div>
  );
}

const SectionTitle = ({ id, children }: { id: string; children: string }) => (
  <h2 id={id} className="border-b border-control pb-2 text-lg font-semibold">
    {children}
  </h2>
);

const HelpSearch = ({ asked }: { asked: string }) => (
  <search>
    <form action="/help" className="mt-8 mb-10 flex items-end gap-2">
      <SearchField
        key={asked}
        name="search"
        label="Search help"
        placeholder="A message as it was printed, or words"
        defaultValue={asked}
        maxLength={200}
        frameClassName="min-w-0 flex-1 md:w-96 md:flex-none"
      />
      <Button type="submit">Search</Button>
    </form>
  </search>
);

interface Group {
  id: string;
  title: string;
  lines: readonly { id: string; title: string }[];
}

const Contents = ({ groups }: { groups: readonly Group[] }) => (
  <nav aria-label="On this page" className="text-sm max-lg:hidden">
    <ul className="sticky top-8 max-h-[calc(100vh-4rem)] space-y-4 overflow-y-auto">
      {groups.map(({ id, title, lines }) => (
        <li key={id}>
          <a href={`#${id}`} className="font-semibold hover:underline">
            {title}
          </a>
          <ul className="mt-1 space-y-1">
            {lines.map((line) => (
              <li key={line.id}>
                <a href={`#${line.id}`} className="text-ink-2 hover:text-ink hover:underline">
                  {line.title}
                </a>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  </nav>
);
