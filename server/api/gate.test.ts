import { describe, expect, it } from 'vitest';
import { gateFor, refuseHost, refuseOrigin, refuseRequest } from './gate';

const gate = gateFor({ publicUrl: new URL('https://hub.example'), ownNames: [], port: 3000, tlsPort: 3443 });
const good = {
  host: 'hub.example',
  'x-portolan': '1',
  'content-type': 'application/json',
  origin: 'https://hub.example',
};
const request = (headers: Record<string, string>, method = 'POST') => ({ method, headers: new Headers(headers) });

describe('the gate before tRPC', () => {
  it('passes our own pages, and machines with a bearer token', () => {
    expect(refuseRequest(request(good), gate)).toBeUndefined();
    const { origin: _, ...machine } = { ...good, authorization: 'Bearer x' };
    expect(refuseRequest(request(machine), gate)).toBeUndefined();
  });

  it.each([
    'https://evil.example',
    'http://hub.example',
    'https://hub.example:8443',
    'https://hub.example.evil',
    'https://sibling.hub.example',
    'null',
  ])('refuses pages of %s', (origin) => {
    expect(refuseRequest(request({ ...good, origin }), gate)).toMatch(/may not call/);
    expect(refuseOrigin(request({ ...good, origin }, 'GET'), gate)).toMatch(/may not call/);
  });

  it.each([
    'multipart/form-data; boundary=x',
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/jsonp',
    '',
  ])('refuses a POST of %s', (type) =>
    expect(refuseRequest(request({ ...good, 'content-type': type }), gate)).toMatch(/application\/json/),
  );

  it.each([
    ['localhost:3000', true],
    ['127.0.0.1:3000', true],
    ['[::1]:3000', true],
    ['192.0.2.7:3000', true],
    ['laptop:3000', true],
    ['[2001:db8::7]:3443', true],
    ['192.0.2.8:3000', false],
    ['laptop.evil.example:3000', false],
    ['localhost:3001', false],
  ])('of a hub of which nobody said how it is reached answers as %s: %s', (host, isOurs) => {
    const names = { publicUrl: undefined, ownNames: ['laptop', '192.0.2.7', '[2001:db8::7]'] };
    const origin = `http${host.endsWith('3443') ? 's' : ''}://${host}`;
    const own = gateFor({ ...names, port: 3000, tlsPort: 3443 });
    expect(refuseRequest(request({ ...good, host, origin }), own) === undefined).toBe(isOurs);
  });

  it.each([
    ['10.0.0.7:3000', 'PORTOLAN_URL=http://10.0.0.7:3000,'],
    ['hub.corp', 'PORTOLAN_URL=http://hub.corp,'],
    ['x"><script>', 'PORTOLAN_URL=http://HOST,'],
  ])('says to who comes as %s what to set', (host, hint) => {
    expect(refuseHost(host, gate)).toContain(hint);
  });

  it('refuses a missing header, a missing Origin, a foreign Host', () => {
    const { 'x-portolan': _own, ...bare } = good;
    expect(refuseRequest(request(bare), gate)).toMatch(/x-portolan/);
    const { origin: _origin, ...silent } = good;
    expect(refuseRequest(request(silent), gate)).toMatch(/Origin/);
    expect(refuseRequest(request({ ...good, host: 'rebound.example' }), gate)).toMatch(/PORTOLAN_URL/);
  });
});
