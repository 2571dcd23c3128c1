import { expect, it } from 'vitest';
import { foldLine } from './ics-text';
import { type PlannedSignIn, toCalendar } from './to-calendar';

const facts = { appUrl: 'https://wizard.acme.example:8443', now: new Date('2026-11-24T10:00:00.500Z') };
const signIn: PlannedSignIn = {
  accountId: '00000000-0000-4000-8000-000000000001',
  label: 'AP; invoices, "north" \\ süd\nBEGIN:VEVENT',
  host: 'acme-test.coupahost.com',
  endsAt: new Date('2027-02-22T13:30:00Z'),
  ownerName: 'Maya Lindqvist',
  deputyName: null,
};

it('writes an event an account, with an alarm for each reminder', () => {
  expect(toCalendar([signIn], facts)).toBe(
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Coupa Account Wizard//Planner//EN',
      'CALSCALE:GREGORIAN',
      'X-WR-CALNAME:Coupa sign-ins',
      'BEGIN:VEVENT',
      'UID:sign-in-00000000-0000-4000-8000-000000000001@wizard.acme.example',
      'DTSTAMP:20261124T100000Z',
      'DTSTART:20270222T133000Z',
      'DURATION:PT15M',
      'SUMMARY:Sign in to Coupa again for AP\\; invoices\\, "north" \\\\ süd\\nBEGIN:V',
      ' EVENT',
      'LOCATION:acme-test.coupahost.com',
      'DESCRIPTION:Before this time somebody presses Re-authorize on the account',
      ' ’s page and signs in to acme-test.coupahost.com. Then it goes on without',
      '  a person.\\nCoupa ends a refresh token 90 days after the consent. Should a',
      '  renewal begin the 90 days anew\\, which Coupa does not say\\, there is more',
      '  time.\\nOwner: Maya Lindqvist. Deputy: nobody yet.',
      'URL:https://wizard.acme.example:8443/accounts/00000000-0000-4000-8000-00000',
      ' 0000001',
      'TRANSP:TRANSPARENT',
      ...[30, 14, 7, 1].flatMap((days) => [
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        'DESCRIPTION:Sign in to Coupa again for AP\\; invoices\\, "north" \\\\ süd\\nBEG',
        ' IN:VEVENT',
        `TRIGGER:-P${days}D`,
        'END:VALARM',
      ]),
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n'),
  );
});

it('is a calendar also while nobody has to sign in', () => {
  expect(toCalendar([], facts).split('\r\n')).toHaveLength(7);
});

/** Made-up text from a small generator of its own, so that a failure can be repeated. */
function textOf(seed: number): string {
  const signs = [
    'a',
    'B',
    '7',
    ' ',
    ',',
    ';',
    '\\',
    '\n',
    '\r\n',
    '\t',
    'ü',
    '’',
    '漢',
    '😀',
    '\u0007',
    '\ud83d',
    ':',
    '"',
  ];
  let state = seed;
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  return Array.from({ length: next(220) }, () => signs[next(signs.length)]).join('');
}

it('keeps every line within 75 octets, breaks no character, and unfolds and unescapes to what was said', () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const label = textOf(seed);
    const file = toCalendar([{ ...signIn, label }], facts);
    expect(file.replaceAll('\r\n', ''), String(seed)).not.toMatch(/[\r\n]/);
    const broken = (line: string) => Buffer.byteLength(line) > 75 || !line.isWellFormed();
    expect(file.split('\r\n').filter(broken), String(seed)).toEqual([]);
    const unfolded = file.replaceAll('\r\n ', '').split('\r\n');
    const summary = unfolded.find((line) => line.startsWith('SUMMARY:'))?.slice('SUMMARY:'.length) ?? '';
    const read = summary.replace(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));
    const said = `Sign in to Coupa again for ${label.replaceAll('\r\n', '\n').replaceAll('\u0007', '').toWellFormed()}`;
    expect(read, String(seed)).toBe(said);
    // Nothing that somebody typed can begin a line of its own.
    expect(unfolded.filter((line) => line.startsWith('BEGIN:'))).toHaveLength(6);
  }
});

it('folds exactly at the edge', () => {
  expect(foldLine('x'.repeat(75))).toBe(`${'x'.repeat(75)}\r\n`);
  expect(foldLine('x'.repeat(76))).toBe(`${'x'.repeat(75)}\r\n x\r\n`);
  expect(foldLine(`${'x'.repeat(73)}漢`)).toBe(`${'x'.repeat(73)}\r\n 漢\r\n`);
});
