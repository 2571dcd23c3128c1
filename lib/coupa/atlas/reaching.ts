import type { AtlasEntry, Failure } from './entry';
import { factOr, hostOf, later, numberFact, reasonOr, textFact } from './phrases';
import { CERTIFICATE_CAUSES, CERTIFICATE_REASONS } from './reasons';

/** Nothing arrived at the instance, or nothing came back. */
export const REACHING_WORDS = {
  instance_not_allowed: {
    httpStatus: 422,
    explain: (failure) => ({
      title: 'This service may not call that address',
      happened: `Nothing was sent to ${hostOf(failure)}.`,
      why: 'Only addresses of Coupa instances are called: `name.coupahost.com`, `name.coupacloud.com`, and hosts that whoever runs this service has added.',
      fixer: 'you',
      fixerWords:
        'You, in step Client. If the address is right, whoever runs this service has to allow the host.',
      steps: [
        'Go back to step **Client** and compare **Instance URL** with the address bar of your Coupa.',
        'If your instance really has another host name, ask whoever runs this service to add it to `INSTANCE_HOSTS`.',
      ],
    }),
  },
  instance_dns: {
    httpStatus: 502,
    explain: (failure) => ({
      title: 'That instance was not found',
      happened: `The name ${hostOf(failure)} could not be found on the network.`,
      why: 'Most likely the first part of the address is misspelt, or the instance is at `coupacloud.com` instead of `coupahost.com`. Less often the network of this service cannot look up names outside.',
      fixer: 'you',
      fixerWords: 'You, in step Client. The network only if the address opens in your browser.',
      steps: [
        'Open the address in your browser. If no Coupa sign-in appears, correct **Instance URL** in step **Client**.',
        'If it opens, ask the network team whether the machine of this service can look up that name.',
      ],
    }),
  },
  instance_unreachable: {
    httpStatus: 502,
    explain: (failure) => ({
      title: 'The instance could not be reached',
      happened: `No connection to ${hostOf(failure)} came about, or it broke before the answer${systemReason(failure)}.`,
      why: 'Most likely a firewall or proxy stands between this service and Coupa, or Coupa is down for maintenance.',
      fixer: 'network',
      fixerWords: 'The network team, unless Coupa is being maintained.',
      steps: [
        `Ask the network team to allow HTTPS (port 443) from the machine of this service to ${hostOf(failure)}.`,
        later(failure),
      ],
    }),
  },
  instance_certificate: {
    httpStatus: 502,
    explain: (failure) => ({
      title: 'The certificate of the instance was not accepted',
      happened: `${hostOf(failure)} showed a certificate that was not accepted: ${reasonOr(failure, 'reason', CERTIFICATE_REASONS, 'it is not trusted here')}. Nothing was sent.`,
      why: certificateCause(failure),
      fixer: 'network',
      fixerWords: 'The network team, with whoever runs this service.',
      steps: [
        'Ask the network team whether traffic to Coupa is opened on its way, and to leave it alone.',
        'If that must stay, whoever runs this service can trust the company’s own certificate with `NODE_EXTRA_CA_CERTS`.',
      ],
    }),
  },
  instance_timeout: {
    httpStatus: 504,
    explain: (failure) => {
      const seconds = numberFact(failure, 'seconds');
      return {
        title: 'The instance did not answer in time',
        happened: `${hostOf(failure)} was asked and had not answered${seconds === null ? ' when we stopped waiting' : ` after ${seconds} seconds`}.`,
        why: 'Coupa may be slow or under maintenance, or a firewall swallows the request without saying so. Whether Coupa did something with it is not known.',
        fixer: 'network',
        fixerWords: 'Nobody if it works the next time; the network team if it happens again.',
        steps: [
          later(failure),
          `If it happens again, ask the network team whether answers of ${hostOf(failure)} reach this service.`,
        ],
      };
    },
  },
} satisfies Record<string, AtlasEntry>;

const certificateCause = (failure: Failure) =>
  CERTIFICATE_CAUSES[textFact(failure, 'reason') ?? ''] ??
  'Most likely a proxy of your company opens encrypted traffic and signs it with its own certificate.';

/** The operating system's own code, which a network team can look up. */
function systemReason(failure: Failure) {
  const reason = factOr(failure, 'reason', '');
  return reason && ` (${reason})`;
}
