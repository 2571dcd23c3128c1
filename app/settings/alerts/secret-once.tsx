import { CopyField } from '@/components/ui/copy-field';
import { Notice } from '@/components/ui/notice';

/** The signing secret of a webhook. The server has it sealed only and shows it to nobody again. */
export const SecretOnce = ({ id, secret }: { id: string; secret: string }) => (
  <Notice tone="wait" title="The signing secret is shown this once." isAnnounced>
    <CopyField
      name={`secret-${id}`}
      label="Signing secret"
      value={secret}
      hint="Put it where the receiver checks signatures, as Standard Webhooks describes."
    />
  </Notice>
);
