import type { ExportAccount } from '@/lib/exports/export-account';
import { shellQuote } from '@/lib/exports/shell-quote';

/** An hour: longer than a usual pipeline runs. */
export const PIPELINE_MIN_TTL_SECONDS = 3600;

/**
 * The token in use, from here, for any grant type: with an API key instead of the Client secret. The key is read from a variable
 * and handed over by standard input, so that it shows in no list of processes.
 */
export const curlFromHere = ({ tokenAddress }: ExportAccount): string =>
  [
    `: "\${COUPA_WIZARD_KEY:?}" && printf 'Authorization: Bearer %s' "$COUPA_WIZARD_KEY" | curl --silent --show-error --fail-with-body`,
    `${shellQuote(`${tokenAddress}?min_ttl=${PIPELINE_MIN_TTL_SECONDS}&format=text`)}`,
    `--header @-`,
  ].join(' \\\n  ');
