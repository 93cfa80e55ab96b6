import { describe, expect, it } from 'vitest';
import { gateFor, refuseOrigin, refuseRequest } from './gate';

const gate = gateFor({ publicUrl: new URL('https://hub.example'), port: 3000, tlsPort: 3443 });
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

  it('refuses a missing header, a missing Origin, a foreign Host', () => {
    const { 'x-portolan': _own, ...bare } = good;
    expect(refuseRequest(request(bare), gate)).toMatch(/x-portolan/);
    const { origin: _origin, ...silent } = good;
    expect(refuseRequest(request(silent), gate)).toMatch(/Origin/);
    expect(refuseRequest(request({ ...good, host: 'rebound.example' }), gate)).toMatch(/PORTOLAN_URL/);
  });
});
