import type { Outbound } from '@/lib/oauth/outbound';
import type { Stops } from './stops.ts';
import type { FilesWatch } from './watch-files.ts';

/** The way out with a stop before and after each token request; whole answers are noted, because from then on they are ours to keep. */
export function watchOutbound(outbound: Outbound, stops: Stops, files: FilesWatch): Outbound {
  return {
    clock: outbound.clock,
    async send(request) {
      const accountId = new URLSearchParams(request.body ?? '').get('client_id');
      await stops.pass('before sending', accountId);
      const answer = await outbound.send(request);
      await stops.pass('after the body', accountId);
      const refreshToken = /"refresh_token":"([^"]+)"/.exec(answer.text)?.[1];
      if (accountId && refreshToken && answer.text.endsWith('}')) files.note('got', accountId, refreshToken);
      return answer;
    },
  };
}
