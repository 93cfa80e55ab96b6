import { describe, expect, it } from 'vitest';
import type { MailServer } from '../model/channel';
import { readTarget } from './channel-target';

const mail: MailServer = {
  host: 'mail.example',
  port: 587,
  security: 'starttls',
  user: 'hub',
  from: 'a@b.co',
  to: ['c@d.co'],
};
const email = (change: Partial<MailServer> = {}) => ({ kind: 'email', server: { ...mail, ...change } }) as const;
const keptMail = { kind: 'email', leadsTo: 'c@d.co', server: mail } as const;
const keptHook = { kind: 'webhook', leadsTo: 'https://a.example', server: null } as const;
const signingKey = 'sixteen letters and more';

describe('readTarget', () => {
  it('shows the origin of a webhook and no more', () => {
    const target = { kind: 'slack', url: 'https://hooks.example:8443/T0/B0/s3cret?x=1' } as const;
    expect(readTarget(target, undefined)).toEqual({
      ok: true,
      value: { leadsTo: 'https://hooks.example:8443', server: null },
    });
  });

  it.each([
    'http://a.example/',
    'https://u:p@a.example/',
    'https://@a.example/',
    'ftp://a',
    'a.example',
    'https:\\\\a.example',
    '',
  ])('refuses %j', (url) => {
    expect(readTarget({ kind: 'slack', url }, undefined)).toMatchObject({ ok: false, reason: { path: 'target.url' } });
  });

  it('keeps what opens a channel while it leads to the same place', () => {
    expect(readTarget({ kind: 'webhook' }, keptHook)).toMatchObject({ ok: true });
    expect(readTarget({ kind: 'webhook', url: 'https://a.example/other' }, keptHook)).toMatchObject({ ok: true });
    expect(readTarget(email({ to: ['e@f.co'] }), keptMail)).toMatchObject({ ok: true, value: { leadsTo: 'e@f.co' } });
  });

  it('wants it again for another place', () => {
    const elsewhere = { kind: 'webhook', url: 'https://evil.example/' } as const;
    expect(readTarget(elsewhere, keptHook)).toMatchObject({ ok: false, reason: { path: 'target.signingKey' } });
    expect(readTarget({ ...elsewhere, signingKey }, keptHook)).toMatchObject({ ok: true });
    expect(readTarget(email({ host: 'evil.example' }), keptMail)).toMatchObject({
      reason: { path: 'target.password' },
    });
    expect(readTarget(email({ port: 465 }), keptMail)).toMatchObject({ reason: { path: 'target.password' } });
    expect(readTarget({ kind: 'slack' }, keptHook)).toMatchObject({ reason: { path: 'target.url' } });
  });

  it('wants no password where nobody signs in', () => {
    expect(readTarget(email({ user: null }), undefined)).toMatchObject({ ok: true });
  });
});
