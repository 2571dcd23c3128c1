import { sealedExportSchema } from '@/lib/accounts/schema';
import { recordEventAlone } from '@/lib/audit/record';
import { oneAtATime } from '@/lib/door/one-at-a-time';
import { fileStem } from '@/lib/exports/file-stem';
import { sealExport } from '@/lib/exports/sealed-export';
import { requestContext } from '@/lib/http/context';
import { accountParams, guarded } from '@/lib/http/guard';
import { readAccountWithSecrets } from '@/lib/tokens/account-with-secrets';

/** An account with its secrets, sealed with a passphrase that is kept nowhere. */
export const POST = guarded(
  { role: 'editor', confirmed: true, rate: 'reveal', params: accountParams, body: sealedExportSchema },
  async ({ person, params: { id }, body: { passphrase } }) => {
    const { store, appUrl } = await requestContext();
    const content = await readAccountWithSecrets(store, id, appUrl);
    // In turn with passwords: each derivation takes 128 MB.
    const text = await oneAtATime('scrypt', () => sealExport(content, passphrase));
    await recordEventAlone(store, { accountId: id, by: person, kind: 'exported_with_secrets' });
    return new Response(text, {
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Disposition': `attachment; filename="${fileStem(content.label)}.sealed.json"`,
        'Cache-Control': 'no-store',
      },
    });
  },
);
