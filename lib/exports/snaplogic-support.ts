import type { ExportAccount } from '@/lib/exports/export-account';

export interface SnaplogicWay {
  id: 'snaplogic-oauth2' | 'snaplogic-dynamic' | 'snaplogic-rest-oauth2';
  title: string;
  words: string;
}

export interface SnaplogicSupport {
  /** Does the Coupa OAuth2 Account take this grant type, by SnapLogic's own page? */
  isSupportedNatively: boolean;
  words: string;
  /** What works, the best first. */
  works: readonly SnaplogicWay[];
}

const NATIVE: SnaplogicWay = {
  id: 'snaplogic-oauth2',
  title: 'Coupa OAuth2 Account',
  words:
    'SnapLogic gets its token itself on Authorize. It has to be authorized again before 24 hours are over.',
};
const DYNAMIC: SnaplogicWay = {
  id: 'snaplogic-dynamic',
  title: 'Coupa Dynamic OAuth2 Account',
  words:
    'Takes the token from here. A copy lasts until that token ends, within 24 hours; a pipeline that fetches it from here each time always has one that is valid. Works with all Coupa Snaps.',
};
const REST: SnaplogicWay = {
  id: 'snaplogic-rest-oauth2',
  title: 'REST OAuth2 Account',
  words:
    'Authorizes by itself and can refresh by itself, for REST Snaps. Its own callback address has to be added to Redirect URIs in Coupa.',
};

/** What SnapLogic can do with this account (its pages "Coupa OAuth2 Account", v30, and "Application Configuration", v36). */
export function snaplogicSupport({ grantType, clientProof }: ExportAccount): SnaplogicSupport {
  if (grantType === 'client_credentials') {
    return {
      isSupportedNatively: true,
      words: 'SnapLogic’s Coupa OAuth2 Account takes client credentials.',
      works: [NATIVE, DYNAMIC, REST],
    };
  }
  const isPkce = clientProof === 'pkce';
  const tail = isPkce ? ' PKCE is a field of none of its accounts.' : '';
  return {
    isSupportedNatively: false,
    words: `SnapLogic’s own page says that its Coupa OAuth2 Account takes only client credentials. With authorization code it cannot be authorized.${tail}`,
    works: isPkce ? [DYNAMIC] : [DYNAMIC, REST],
  };
}
