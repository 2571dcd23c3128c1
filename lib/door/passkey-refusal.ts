import { log } from '@/lib/log';

/** Why a passkey was refused, for whoever runs the service: mostly an APP_URL that is not what people type. Challenges are left out. */
export function logRefusedPasskey(error: unknown): void {
  const message = error instanceof Error ? error.message : 'unknown';
  log.warn('passkey_refused', { reason: message.replace(/challenge ".*/s, 'challenge').slice(0, 160) });
}
