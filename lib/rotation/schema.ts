import { z } from 'zod';
import { credentialsStepSchema } from '@/lib/accounts/schema';

/** What stages a new Client secret: cleaned and looked at as in step Credentials. */
export const stageSchema = z.strictObject({
  clientSecret: credentialsStepSchema.shape.clientSecret.pipe(
    z.string().min(1, 'Enter the new Client secret'),
  ),
});
