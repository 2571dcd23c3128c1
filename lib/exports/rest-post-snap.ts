import { type ExportAccount, tokenUrl } from '@/lib/exports/export-account';
import { copyRow, type ExportRow, wordsRow } from '@/lib/exports/export-row';

/** Shown beside the rows. */
export const REST_POST_SNAP_NOTE =
  'Assembled from Coupa’s token request and the settings of the REST Post Snap; SnapLogic prints no recipe for Coupa. Client ID and Client secret come from pipeline parameters, so neither stands in the pipeline.';

/**
 * A REST Post Snap that gets a token for the Dynamic account. Empty for authorization code: no Snap can press Allow,
 * and a second user of a refresh token would spend it.
 */
export function restPostSnapRows(account: ExportAccount): ExportRow[] {
  if (account.grantType !== 'client_credentials') return [];
  return [
    copyRow('Service URL', tokenUrl(account)),
    wordsRow('HTTP header', 'add one row'),
    copyRow('Key', 'Content-Type', true),
    copyRow('Value', 'application/x-www-form-urlencoded', true),
    copyRow('HTTP entity', entityExpression(account)),
    wordsRow('HTTP entity', 'Turn its expression button on'),
    wordsRow(
      'Pipeline parameters',
      'client_id and client_secret, the latter from a secrets manager or a task',
    ),
    copyRow('Access token for the next Snap', '$entity.access_token'),
  ];
}

/** An expression of SnapLogic; what stands in it is encoded for a form (application/x-www-form-urlencoded). */
function entityExpression({ scopes }: ExportAccount): string {
  const scope = scopes.map(encodeURIComponent).join('%20').replaceAll("'", '%27');
  const tail = scopes.length > 0 ? ` + '&scope=${scope}'` : '';
  return `'grant_type=client_credentials&client_id=' + encodeURIComponent(_client_id) + '&client_secret=' + encodeURIComponent(_client_secret)${tail}`;
}
