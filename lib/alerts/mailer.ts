import { readFile } from 'node:fs/promises';
import { createTransport } from 'nodemailer';
import type { MailMessage } from '@/lib/alerts/mail-message';
import { type Env, isLoopbackHost } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { startDeadline } from '@/lib/oauth/deadline';
import type { Clock } from '@/lib/oauth/types';

/** What a mail server may take. `docs/destinations.md` is written from it. */
export const MAIL_LIMITS = { connectDeadlineMs: 10_000, silenceMs: 10_000, deadlineMs: 30_000 };

export interface Mailer {
  /** Resolves to the status of the server's last answer. @throws AppError mail_failed (facts status) */
  send(to: string, message: MailMessage): Promise<number | null>;
}

/** Mail by the configured server. Its address is read at each use, so a new password in `SMTP_URL_FILE` needs no restart. */
export const createMailer = ({ url, from }: NonNullable<Env['mail']>, clock: Clock): Mailer => ({
  async send(to, message) {
    const transport = createTransport(await smtpOptions(url));
    const deadline = startDeadline(clock, MAIL_LIMITS.deadlineMs);
    const isOver = new Promise<never>((_, reject) => {
      deadline.signal.addEventListener('abort', () => reject(new Error('the deadline is over')));
    });
    try {
      // Nobody may wait for the loser of the race.
      isOver.catch(() => undefined);
      const { response } = await Promise.race([
        transport.sendMail({ from, to: { name: '', address: to }, date: clock.now(), ...message, ...CLOSED }),
        isOver,
      ]);
      return statusOf(response);
    } catch (error) {
      throw nameMailFailure(error);
    } finally {
      deadline.end();
      transport.close();
    }
  },
});

/** Nothing in a mail may be fetched from a file or an address. */
const CLOSED = { disableFileAccess: true, disableUrlAccess: true };

/**
 * From the address only host, port and sign-in are taken: parameters could switch checks off. To another machine nothing goes
 * without verified TLS, by STARTTLS for smtp and from the first byte for smtps.
 */
async function smtpOptions(source: NonNullable<Env['mail']>['url']) {
  const text = 'file' in source ? (await readFile(source.file, 'utf8').catch(() => '')).trim() : source.value;
  const url = URL.parse(text);
  if (!url || !/^smtps?:$/.test(url.protocol))
    throw new AppError('mail_failed', { facts: { reason: 'SMTP_URL cannot be used' } });
  const isSecure = url.protocol === 'smtps:';
  const isOwnMachine = isLoopbackHost(url.hostname);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (isSecure ? 465 : 587),
    secure: isSecure,
    requireTLS: !isSecure && !isOwnMachine,
    ignoreTLS: !isSecure && isOwnMachine,
    tls: { minVersion: 'TLSv1.2' as const, rejectUnauthorized: true },
    connectionTimeout: MAIL_LIMITS.connectDeadlineMs,
    greetingTimeout: MAIL_LIMITS.silenceMs,
    socketTimeout: MAIL_LIMITS.silenceMs,
    ...(url.username && {
      auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    }),
    ...CLOSED,
  };
}

/** Of the library's error only what the server's status says: its message may quote the sign-in. */
function nameMailFailure(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { responseCode, code } = error as { responseCode?: number; code?: string };
  return new AppError('mail_failed', {
    retryable: true,
    facts: {
      ...(responseCode !== undefined && { status: responseCode }),
      ...(code !== undefined && { reason: code }),
    },
  });
}

const statusOf = (response: string) => Number(/^\d{3}/.exec(response)?.[0]) || null;
