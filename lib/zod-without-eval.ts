import { z } from 'zod';

/**
 * Imported by every schema that a browser runs. zod would compile its checks with `new Function`, which our
 * Content-Security-Policy forbids: the try is caught, but the browser reports it as a violation.
 */
z.config({ jitless: true });
