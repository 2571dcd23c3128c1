import { PIPELINE_MIN_TTL_SECONDS } from '@/lib/exports/curl-from-here';
import type { ExportAccount } from '@/lib/exports/export-account';
import { copyRow, type ExportRow, wordsRow } from '@/lib/exports/export-row';

/** Shown beside the rows. */
export const REST_GET_SNAP_NOTE =
  'Assembled from the settings of SnapLogic’s REST Snaps and its Dynamic accounts, whose Access token may be an expression over pipeline parameters; SnapLogic prints no recipe for Coupa. The API key is made under Settings → API keys, with “Read the token in use”, and is a pipeline parameter, so it does not stand in the pipeline.';

/** A REST Get Snap that fetches the token in use from here, and hands it to a Dynamic account. For any grant type. */
export const restGetSnapRows = ({ tokenAddress }: ExportAccount): ExportRow[] => [
  copyRow('Service URL', `${tokenAddress}?min_ttl=${PIPELINE_MIN_TTL_SECONDS}`),
  wordsRow('HTTP header', 'add one row'),
  copyRow('Key', 'Authorization', true),
  copyRow('Value', "'Bearer ' + _wizard_key", true),
  wordsRow('Value', 'Turn its expression button on'),
  wordsRow('Pipeline parameters', 'wizard_key, from a secrets manager or a task'),
  copyRow('Access token for the next Snap', '$entity.access_token'),
  wordsRow(
    'Pipeline Execute',
    'Call the pipeline with the Coupa Snaps, and give it the token as its parameter “token”',
  ),
  copyRow('Access Token of its Dynamic account', '_token'),
  wordsRow('Access Token of its Dynamic account', 'Turn its expression button on'),
];
