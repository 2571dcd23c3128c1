import type { ShownExport } from '@/components/wizard/export-list';
import type { Configuration, Sheet } from '@/components/wizard/for-consumer';
import type { AccountView } from '@/lib/accounts/view';
import type { Person } from '@/lib/door/current-person';
import { hasRole } from '@/lib/door/has-role';
import { curlCommand } from '@/lib/exports/curl';
import { curlFromHere } from '@/lib/exports/curl-from-here';
import { type ExportAccount, toExportAccount } from '@/lib/exports/export-account';
import type { ExportRow } from '@/lib/exports/export-row';
import { EXPORT_FORMATS } from '@/lib/exports/formats';
import { REST_GET_SNAP_NOTE, restGetSnapRows } from '@/lib/exports/rest-get-snap';
import { REST_POST_SNAP_NOTE, restPostSnapRows } from '@/lib/exports/rest-post-snap';
import { SNAPLOGIC_DYNAMIC_NOTE, snaplogicDynamicRows } from '@/lib/exports/snaplogic-dynamic';
import { snaplogicOauth2Rows } from '@/lib/exports/snaplogic-oauth2';
import { SNAPLOGIC_REST_NOTE, snaplogicRestOauth2Rows } from '@/lib/exports/snaplogic-rest-oauth2';
import { snaplogicSupport } from '@/lib/exports/snaplogic-support';

interface ShownSheet extends Omit<Sheet, 'rows'> {
  rowsOf(account: ExportAccount): ExportRow[];
}

const SHEETS: readonly ShownSheet[] = [
  {
    id: 'snaplogic-oauth2',
    title: 'SnapLogic: Coupa OAuth2 Account',
    sentence: 'Coupa OAuth2 Account, in the order of its dialog.',
    after: 'In SnapLogic choose Authorize, then Validate, then Apply.',
    rowsOf: snaplogicOauth2Rows,
  },
  {
    id: 'snaplogic-dynamic',
    title: 'SnapLogic: Coupa Dynamic OAuth2 Account',
    sentence: 'Coupa Dynamic OAuth2 Account: it takes the token that was made here.',
    after: SNAPLOGIC_DYNAMIC_NOTE,
    rowsOf: snaplogicDynamicRows,
  },
  {
    id: 'rest-get-snap',
    title: 'SnapLogic: REST Get Snap that fetches the token',
    sentence: 'For a pipeline that fetches the token from here and gives it to the Dynamic account.',
    after: REST_GET_SNAP_NOTE,
    rowsOf: restGetSnapRows,
  },
  {
    id: 'rest-post-snap',
    title: 'SnapLogic: REST Post Snap that gets a token',
    sentence: 'For a pipeline that makes its own token for the Dynamic account.',
    after: REST_POST_SNAP_NOTE,
    rowsOf: restPostSnapRows,
  },
  {
    id: 'snaplogic-rest-oauth2',
    title: 'SnapLogic: REST OAuth2 Account',
    sentence: 'For REST Snaps instead of Coupa Snaps.',
    after: SNAPLOGIC_REST_NOTE,
    rowsOf: snaplogicRestOauth2Rows,
  },
];

/** Everything of an account that is typed elsewhere: what it was made for first, the other ways after it. */
export function configurationOf(view: AccountView, person: Pick<Person, 'role'>): Configuration {
  const account = toExportAccount(view);
  const canReveal = hasRole(person, 'editor');
  const sheets = SHEETS.flatMap(({ rowsOf, ...sheet }) => {
    const rows = rowsOf(account).map((row) => (canReveal ? row : withoutSecret(row)));
    return rows.length > 0 ? [{ ...sheet, rows }] : [];
  });
  const first = sheets.find(({ id }) => id === account.accountType) ?? null;
  return {
    first,
    others: sheets.filter((sheet) => sheet !== first),
    exports: listExports(account, first),
    support: supportOf(account),
  };
}

/** A viewer sees that there is one. */
const withoutSecret = (row: ExportRow): ExportRow =>
  row.kind === 'secret' || row.kind === 'token'
    ? { ...row, kind: 'words', words: 'saved; an editor can copy it' }
    : row;

const FILES: readonly string[] = ['env', 'postman-collection', 'postman-environment'];

function listExports(account: ExportAccount, first: Sheet | null): ShownExport[] {
  const format = (wanted: string) => EXPORT_FORMATS.find(({ id }) => id === wanted);
  const sheetText = first && format(first.id)?.render(account);
  const files = FILES.flatMap((id) => {
    const found = format(id);
    const fileName = found?.fileName(account) ?? null;
    return found && fileName !== null ? [{ id, title: found.title, fileName, text: null }] : [];
  });
  return [
    { id: 'curl', title: curlTitle(account), fileName: null, text: curlCommand(account) },
    {
      id: 'curl-from-here',
      title: 'Fetch the token from here with curl',
      fileName: null,
      text: curlFromHere(account),
    },
    ...files,
    ...(sheetText
      ? [{ id: 'sheet', title: 'Configuration, field by field', fileName: null, text: sheetText }]
      : []),
  ];
}

/** Said only where it is not plain: SnapLogic's own account cannot take what was chosen. */
function supportOf(account: ExportAccount) {
  const { isSupportedNatively, words, works } = snaplogicSupport(account);
  if (isSupportedNatively) return null;
  return { words, works: works.map((way) => `${way.title}: ${way.words}`) };
}

const curlTitle = ({ grantType }: ExportAccount) =>
  grantType === 'client_credentials' ? 'Get a token with curl' : 'Call Coupa with curl';
