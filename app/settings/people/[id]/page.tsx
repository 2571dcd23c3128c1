import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { PersonAccess } from '@/app/settings/people/[id]/person-access';
import { PersonReset } from '@/app/settings/people/[id]/person-reset';
import { PersonRole } from '@/app/settings/people/[id]/person-role';
import { PersonSessions } from '@/app/settings/people/[id]/person-sessions';
import { UNSEEN_WORDS } from '@/app/settings/people/people-words';
import { DefinitionList } from '@/components/ui/definition-list';
import { LocalTime } from '@/components/ui/local-time';
import { PageLink } from '@/components/ui/page-link';
import { PageTitle } from '@/components/ui/page-title';
import { findPerson, type PersonRow } from '@/lib/door/people-list';
import { requirePerson } from '@/lib/door/require-person';
import { env } from '@/lib/env';
import { requestContext } from '@/lib/http/context';

export const metadata: Metadata = { title: 'Person' };

interface PersonPageProps {
  params: Promise<{ id: string }>;
}

/** One person, as an owner sees them. */
export default async function PersonPage({ params }: PersonPageProps) {
  const asking = await requirePerson('owner');
  const id = z.uuid().safeParse((await params).id);
  const { store } = await requestContext();
  const person = id.success ? await findPerson(store, id.data) : null;
  if (!person) notFound();
  const { name, disabledAt } = person;
  const isOwn = person.id === asking.id;
  return (
    <div className="max-w-[42rem]">
      <PageTitle
        above={
          <PageLink href="/settings/people" className="link">
            People
          </PageLink>
        }
        title={name}
        sentence={isOwn && <OwnPageHint />}
      />
      <div className="mt-6">
        <DefinitionList items={facts(person)} />
      </div>
      <div className="mt-10 space-y-10">
        <PersonRole key={person.role} id={person.id} name={name} role={person.role} />
        {!disabledAt && <PersonSessions id={person.id} name={name} isOwn={isOwn} />}
        {!disabledAt && !isOwn && env().arePasswordsOn && <PersonReset id={person.id} name={name} />}
        <PersonAccess id={person.id} name={name} isDisabled={disabledAt !== null} isOwn={isOwn} />
      </div>
    </div>
  );
}

const OwnPageHint = () => (
  <>
    This is you. Password, second factor and single sessions are on the page{' '}
    <PageLink href="/you" className="link">
      Your sign-in
    </PageLink>
    .
  </>
);

const facts = ({ email, hasPassword, hasSecondFactor, lastSeenAt, createdAt, disabledAt }: PersonRow) => [
  { term: 'Email', value: email },
  {
    term: 'State',
    value: disabledAt ? (
      <>
        <b>Disabled</b> since <LocalTime at={disabledAt} form="moment" />
      </>
    ) : (
      'May sign in'
    ),
  },
  { term: 'Password', value: hasPassword ? 'Set' : 'None: signs in with the company account' },
  { term: 'Second factor', value: hasSecondFactor ? 'Set up' : 'None' },
  {
    term: 'Last seen',
    value: lastSeenAt ? <LocalTime at={lastSeenAt} form="stamp" hasRelative /> : UNSEEN_WORDS,
  },
  { term: 'Here since', value: <LocalTime at={createdAt} form="day" /> },
];
