import { GROUP_WORDS, RESULT_WORDS } from '@/app/settings/audit/group-words';
import { SelectField } from '@/app/settings/audit/select-field';
import { Button, LinkButton } from '@/components/ui/button';
import { SearchField } from '@/components/ui/search-field';
import type { AuditFilter } from '@/lib/audit/audit-filter';
import { ACCOUNT_GROUPS, EVENT_GROUPS } from '@/lib/audit/event-groups';
import { EVENT_RESULTS } from '@/lib/audit/event-kinds';

interface AuditFilterFormProps {
  filter: AuditFilter;
  people: readonly { id: string; name: string }[];
  isOwner: boolean;
}

/** Asks by GET, so it works before or without script, and the address tells the list. */
export const AuditFilterForm = ({ filter, people, isOwner }: AuditFilterFormProps) => (
  <search>
    {/* Made anew for each list: Back must not leave choices standing that the list does not show. */}
    <form key={JSON.stringify(filter)} action="/settings/audit" className="mt-8">
      {filter.account && <input type="hidden" name="account" value={filter.account} />}
      <div className="grid gap-4 md:grid-cols-3">
        <SearchField
          name="label"
          label="Account"
          placeholder="Part of its label"
          defaultValue={filter.label}
          maxLength={200}
        />
        <SelectField
          name="person"
          label="Person"
          any="Anybody"
          chosen={filter.person}
          options={people.map(({ id, name }) => ({ value: id, words: name }))}
        />
        <SelectField
          name="group"
          label="What"
          any="Anything"
          chosen={filter.group}
          options={(isOwner ? EVENT_GROUPS : ACCOUNT_GROUPS).map((group) => ({
            value: group,
            words: GROUP_WORDS[group],
          }))}
        />
        <SelectField
          name="result"
          label="Result"
          any="Any"
          chosen={filter.result}
          options={EVENT_RESULTS.map((result) => ({ value: result, words: RESULT_WORDS[result] }))}
        />
        <DayField name="from" label="From day (UTC)" chosen={filter.from} />
        <DayField name="to" label="To day (UTC)" chosen={filter.to} />
      </div>
      <div className="mt-4 flex flex-wrap gap-3">
        <Button type="submit">Filter</Button>
        {Object.keys(filter).length > 0 && (
          <LinkButton variant="text" href="/settings/audit" className="self-center">
            Show all lines
          </LinkButton>
        )}
      </div>
    </form>
  </search>
);

const DayField = ({
  name,
  label,
  chosen,
}: {
  name: 'from' | 'to';
  label: string;
  chosen: string | undefined;
}) => (
  <div className="min-w-0">
    <label htmlFor={name} className="mb-1 block text-sm font-semibold">
      {label}
    </label>
    <input id={name} name={name} type="date" defaultValue={chosen} className="control" />
  </div>
);
