import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface Mail {
  to: string[];
  from: string;
  /** Headers unfolded, names in lower case. */
  headers: Record<string, string>;
  /** Its parts with lines joined again; quoted signs stay quoted. */
  text: string;
}

/** A real SMTP server on loopback that keeps what it is given. */
export class MailServer {
  readonly mails: Mail[] = [];
  /** Codes for the next recipients, for example 550; without one they are taken. */
  readonly refusals: number[] = [];
  connections = 0;
  #server: SMTPServer;

  constructor(options: SMTPServerOptions = {}) {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onConnect: (_, done) => {
        this.connections += 1;
        done();
      },
      onRcptTo: (_, __, done) => {
        const code = this.refusals.shift();
        done(code === undefined ? null : Object.assign(new Error('not here'), { responseCode: code }));
      },
      onData: (stream, session, done) => {
        let raw = '';
        stream
          .on('data', (bytes) => (raw += bytes))
          .on('end', () => {
            const { mailFrom, rcptTo } = session.envelope;
            this.mails.push({
              to: rcptTo.map(({ address }) => address),
              from: mailFrom ? mailFrom.address : '',
              headers: readHeaders(raw),
              text: raw.replace(/=\r\n/g, ''),
            });
            done();
          });
      },
      ...options,
    });
    this.#server.on('error', () => undefined);
  }

  start = (port = 0, host = '127.0.0.1') =>
    new Promise<void>((resolve) => this.#server.listen(port, host, () => resolve()));
  get port() {
    return (this.#server.server.address() as AddressInfo).port;
  }
  get url() {
    return `smtp://127.0.0.1:${this.port}`;
  }
  mailsTo = (address: string) => this.mails.filter(({ to }) => to.includes(address));
  stop = () => new Promise<void>((resolve) => this.#server.close(resolve));
}

function readHeaders(raw: string): Record<string, string> {
  const [head = ''] = raw.split('\r\n\r\n');
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}
