import { type CompanyMetadata, fetchMetadata } from '@/lib/door/company/metadata';
import { type Env, env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { DESTINATIONS } from '@/lib/oauth/destinations';
import { createOutbound, type Outbound } from '@/lib/oauth/outbound';
import { systemClock } from '@/lib/oauth/system-clock';
import type { Client, Clock } from '@/lib/oauth/types';
import { processWide } from '@/lib/process-wide';

export type Company = NonNullable<Env['company']>;

export interface CompanyProvider {
  endpoints: CompanyMetadata['endpoints'];
  client: Client;
  outbound: Outbound;
}

/** A provider that moves or changes its rules is followed within this time. */
const KEPT_MS = 10 * 60_000;

/**
 * Finds the company's identity provider: its discovery document, read when it is first needed and every ten minutes, and a
 * way out to the issuer and the hosts that the document names, nowhere else. A failure is not kept.
 */
export function createFinder(company: Company, clock: Clock): () => Promise<CompanyProvider> {
  const { origin, host } = new URL(company.issuer);
  let origins = new Set([origin]);
  let known: { metadata: CompanyMetadata; untilMs: number } | undefined;
  let asking: Promise<CompanyMetadata> | undefined;
  const outbound = createOutbound({
    isAllowed: (wanted) => origins.has(wanted),
    // Whoever configured the issuer may have it in their own network.
    loopbackHosts: [host],
    clock,
    limits: DESTINATIONS.company.limits,
  });

  async function ask(): Promise<CompanyMetadata> {
    const metadata = await fetchMetadata(company.issuer, outbound);
    const { token, jwksUri, userinfo } = metadata.endpoints;
    const named = [token, jwksUri, ...(userinfo ? [userinfo] : [])].map((url) => new URL(url).origin);
    origins = new Set([origin, ...named]);
    known = { metadata, untilMs: clock.now().getTime() + KEPT_MS };
    return metadata;
  }

  async function metadataNow(): Promise<CompanyMetadata> {
    if (known && known.untilMs > clock.now().getTime()) return known.metadata;
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    return asking;
  }

  return async () => {
    const { endpoints, authMethod } = await metadataNow();
    const { clientId, clientSecret } = company;
    return { endpoints, client: { clientId, clientSecret, authMethod }, outbound };
  };
}

/** The configured company. @throws AppError not_found where there is none, and those of `fetchMetadata` */
export function findCompanyProvider(): Promise<CompanyProvider> {
  return processWide('company-finder', () => createFinder(requireCompany(), systemClock))();
}

export function requireCompany(): Company {
  const { company } = env();
  if (!company) throw new AppError('not_found');
  return company;
}
