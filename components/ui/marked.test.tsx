// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { linkKind, Marked } from './marked';

afterEach(cleanup);

const show = (text: string) => render(<Marked text={text} />).container;

describe('Marked', () => {
  it('sets code, bold and links', () => {
    const shown = show(
      'Tick `core.item.read`, press **Save** in [the client](https://acme.coupahost.com/oauth2/clients).',
    );
    expect(shown.querySelector('code')?.textContent).toBe('core.item.read');
    expect(shown.querySelector('strong')?.textContent).toBe('Save');
    const link = screen.getByRole('link', { name: /^the client/ });
    expect(link.getAttribute('href')).toBe('https://acme.coupahost.com/oauth2/clients');
    expect(link.getAttribute('rel')).toBe('noreferrer');
    expect(link.getAttribute('target')).toBe('_blank');
  });

  it('keeps a link of this site in this tab', () => {
    show('[Help](/help#scopes)');
    expect(screen.getByRole('link', { name: 'Help' }).getAttribute('target')).toBeNull();
  });

  it('sets a refused link as its words', () => {
    expect(show('[press](javascript:alert) here').innerHTML).toBe('press here');
  });

  it('lets words of an instance neither begin a link nor end their code', () => {
    const shown = show(`[Open \`x](https://evil.example) <b>\` there](https://acme.coupahost.com/)`);
    const links = [...shown.querySelectorAll('a')].map((link) => link.getAttribute('href'));
    expect(links).toEqual(['https://acme.coupahost.com/']);
    expect(shown.querySelector('code')?.textContent).toBe('x](https://evil.example) <b>');
  });

  it('leaves unfinished marks as they are written', () => {
    expect(show('2 * 3, a `half and [nothing]').textContent).toBe('2 * 3, a `half and [nothing]');
  });
});

describe('linkKind', () => {
  it.each([
    ['https://acme.coupahost.com/oauth2/clients', 'external'],
    ['http://localhost:4100/oauth2/clients', 'external'],
    ['http://127.0.0.1/x', 'external'],
    ['http://[::1]:3000/', 'external'],
    ['/accounts/1', 'site'],
    ['http://acme.coupahost.com/', 'refused'],
    ['http://localhost.evil.example/', 'refused'],
    ['http://localhost@evil.example/', 'refused'],
    ['https://acme.coupahost.com@evil.example/', 'refused'],
    ['//evil.example/', 'refused'],
    ['/\\evil.example/', 'refused'],
    ['javascript:alert(1)', 'refused'],
    ['data:text/html,x', 'refused'],
    ['accounts', 'refused'],
  ])('%s is %s', (href, kind) => {
    expect(linkKind(href)).toBe(kind);
  });
});
