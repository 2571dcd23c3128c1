import type { ExportAccount } from '@/lib/exports/export-account';
import { copyRow, type ExportRow, tokenRow, wordsRow } from '@/lib/exports/export-row';

/** Shown beside the rows. */
export const SNAPLOGIC_DYNAMIC_NOTE =
  'SnapLogic’s page for this account was not available to us. Host and Access Token are named by analogy with its other Dynamic OAuth2 accounts, so a label may differ by a word.';

/** The Coupa Dynamic OAuth2 Account: it takes a token that was made elsewhere, for any grant type. */
export const snaplogicDynamicRows = (account: ExportAccount): ExportRow[] => [
  copyRow('Label', account.label),
  copyRow('Host', account.instanceUrl),
  tokenRow(
    'Access Token',
    'By analogy. It ends after 24 hours: let the pipeline fetch it from here each time (REST Get Snap), or take it from a pipeline parameter.',
  ),
  wordsRow('Header authenticated', 'If the dialog has it, tick it: the token travels in the header'),
];
