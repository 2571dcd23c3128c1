import {
  ProxyTracerProvider,
  type Span,
  SpanStatusCode,
  type TracerProvider,
  trace,
} from '@opentelemetry/api';
import { AppError } from '@/lib/errors';

/** What a span may say. Closed, so that neither a token nor an address with parameters can come into one. */
export interface SpanFacts {
  'account.id'?: string;
  /** Host of the instance or of the receiver, without path. */
  'server.address'?: string;
  'oauth.grant_type'?: 'authorization_code' | 'client_credentials' | 'refresh_token';
  'http.response.status_code'?: number;
  /** How it ended, in a word of ours. */
  outcome?: string;
}

export type SpanName = 'token.renew' | 'token.request' | 'alert.deliver';

/** Sets facts that are known only at the end. */
type Say = (facts: SpanFacts) => void;

/**
 * Runs one piece of work as a span of OpenTelemetry. Without an SDK, which whoever runs the service may load
 * (docs/operations.md), it costs a function call. A failure is told by its code only: a message may carry more.
 */
export function traced<T>(name: SpanName, facts: SpanFacts, work: (say: Say) => Promise<T>): Promise<T> {
  const tracer = trace.getTracer('coupa-account-wizard');
  return tracer.startActiveSpan(name, { attributes: { ...facts } }, async (span) => {
    try {
      return await work((more) => span.setAttributes({ ...more }));
    } catch (error) {
      noteFailure(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

function noteFailure(span: Span, error: unknown): void {
  const known = error instanceof AppError ? error : null;
  span.setAttribute('error.type', known?.code ?? 'internal');
  if (known?.trace?.status !== undefined) span.setAttribute('http.response.status_code', known.trace.status);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/**
 * Next has spans of its own as soon as an SDK is there, and puts the whole address of a request into them (16.4.6,
 * base-server.js `http.target`): at the way back from Coupa that is the code, and at a one-time link its token. Its tracer
 * therefore does nothing. Called once at the start, before the first request.
 */
export function keepNextOut(): void {
  const provider = trace.getTracerProvider() as ProxyTracerProvider;
  const sdk = provider.getDelegate();
  const nothing = new ProxyTracerProvider().getDelegate();
  if (sdk.constructor.name === nothing.constructor.name) return;
  const selective: TracerProvider = {
    getTracer: (name, version, options) =>
      (name === 'next.js' ? nothing : sdk).getTracer(name, version, options),
  };
  provider.setDelegate(selective);
}
