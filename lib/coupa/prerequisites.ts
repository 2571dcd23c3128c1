import type { Certainty } from '@/lib/coupa/rules';

export interface Prerequisite {
  id: string;
  title: string;
  sentence: string;
  certainty: Certainty;
  source: string;
}

/** What has to be there before the first click. */
export const PREREQUISITES = [
  {
    id: 'instance',
    title: 'The address of your Coupa instance',
    sentence:
      'Customers have https://name.coupahost.com, partners and demo instances https://name.coupacloud.com. Test and production are two instances: each needs a client of its own.',
    certainty: 'coupa',
    source: 'Coupa: OAuth 2.0 getting started; OAuth 2.0 transition guide',
  },
  {
    id: 'administrator',
    title: 'An administrator of that instance who may set up integrations',
    sentence:
      'Coupa calls this role “integrations-enabled”. It may be another person than you; only that person sees Setup > Integrations.',
    certainty: 'coupa',
    source: 'Coupa: OAuth 2.0 getting started',
  },
  {
    id: 'consumer',
    title: 'Admin access to the system that will use the account',
    sentence: 'In SnapLogic: a project in which you may create accounts.',
    certainty: 'one',
    source: 'SnapLogic: Configuring Coupa Accounts',
  },
  {
    id: 'purpose',
    title: 'What the account has to read and change',
    sentence:
      'Coupa opens its API by scopes, at least one for a client. Knowing the objects (invoices, suppliers, …) is enough; the next steps find the scopes.',
    certainty: 'several',
    source: 'SnapLogic: Application Configuration in Coupa Portal; Coupa: OpenID Connect Clients',
  },
] as const satisfies readonly Prerequisite[];
