import { curlCommand } from '@/lib/exports/curl';
import { curlFromHere } from '@/lib/exports/curl-from-here';
import { envFile } from '@/lib/exports/env-file';
import type { ExportAccount } from '@/lib/exports/export-account';
import type { ExportRow } from '@/lib/exports/export-row';
import { fileStem } from '@/lib/exports/file-stem';
import { postmanCollection, postmanEnvironment } from '@/lib/exports/postman-collection';
import { REST_GET_SNAP_NOTE, restGetSnapRows } from '@/lib/exports/rest-get-snap';
import { REST_POST_SNAP_NOTE, restPostSnapRows } from '@/lib/exports/rest-post-snap';
import { sheetText } from '@/lib/exports/sheet-text';
import { SNAPLOGIC_DYNAMIC_NOTE, snaplogicDynamicRows } from '@/lib/exports/snaplogic-dynamic';
import { snaplogicOauth2Rows } from '@/lib/exports/snaplogic-oauth2';
import { SNAPLOGIC_REST_NOTE, snaplogicRestOauth2Rows } from '@/lib/exports/snaplogic-rest-oauth2';

export interface ExportFormat {
  id: string;
  title: string;
  /** Null when this account cannot be used that way. */
  fileName(account: ExportAccount): string | null;
  contentType: string;
  render(account: ExportAccount): string;
}

const TEXT = 'text/plain; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';

/** Every way to hand an account over, without a secret in any of them. */
export const EXPORT_FORMATS = [
  sheet('snaplogic-oauth2', 'SnapLogic: Coupa OAuth2 Account', snaplogicOauth2Rows),
  sheet(
    'snaplogic-dynamic',
    'SnapLogic: Coupa Dynamic OAuth2 Account',
    snaplogicDynamicRows,
    SNAPLOGIC_DYNAMIC_NOTE,
  ),
  sheet(
    'snaplogic-rest-oauth2',
    'SnapLogic: REST OAuth2 Account',
    snaplogicRestOauth2Rows,
    SNAPLOGIC_REST_NOTE,
  ),
  sheet(
    'rest-get-snap',
    'SnapLogic: REST Get Snap that fetches the token',
    restGetSnapRows,
    REST_GET_SNAP_NOTE,
  ),
  sheet('rest-post-snap', 'SnapLogic: REST Post Snap', restPostSnapRows, REST_POST_SNAP_NOTE),
  file('curl', 'curl', '.sh', TEXT, (account) => `#!/bin/sh\n${curlCommand(account)}\n`),
  file(
    'curl-from-here',
    'curl, token from here',
    '-token.sh',
    TEXT,
    (account) => `#!/bin/sh\n${curlFromHere(account)}\n`,
  ),
  file('env', 'Environment variables', '.env', TEXT, envFile),
  file('postman-collection', 'Postman collection', '.postman_collection.json', JSON_TYPE, postmanCollection),
  file(
    'postman-environment',
    'Postman environment',
    '.postman_environment.json',
    JSON_TYPE,
    postmanEnvironment,
  ),
] as const satisfies readonly ExportFormat[];

function file<Id extends string>(
  id: Id,
  title: string,
  ending: string,
  contentType: string,
  render: ExportFormat['render'],
) {
  return {
    id,
    title,
    contentType,
    render,
    fileName: ({ label }: ExportAccount): string | null => `${fileStem(label)}${ending}`,
  };
}

/** Rows as text; a sheet without rows is a way that does not exist for the account. */
function sheet<Id extends string>(
  id: Id,
  title: string,
  rowsOf: (account: ExportAccount) => ExportRow[],
  note?: string,
) {
  return {
    id,
    title,
    contentType: TEXT,
    render: (account: ExportAccount) => sheetText(title, rowsOf(account), note),
    fileName: (account: ExportAccount): string | null =>
      rowsOf(account).length > 0 ? `${fileStem(account.label)}-${id}.txt` : null,
  };
}
