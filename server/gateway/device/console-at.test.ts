import { expect, it } from 'vitest';
import { gateFor } from '~/server/api/gate';
import { consoleAt } from './console-at';

const own = { publicUrl: undefined, ownNames: ['hub.lan'], port: 3000, tlsPort: 3443 };

it.each([
  ['localhost:3443', 'http://localhost:3000'],
  ['hub.lan:3443', 'http://hub.lan:3000'],
  ['[::1]:3443', 'http://[::1]:3000'],
  ['evil.example:3443', 'http://localhost:3000'],
  ['evil.example/@hub.lan', 'http://localhost:3000'],
  ['', 'http://localhost:3000'],
])('a machine that came to %j sends its person to %s', (host, origin) => {
  expect(consoleAt(host, own, gateFor(own))).toBe(origin);
});

it('a hub with a public address sends people there, however the machine came', () => {
  const named = { ...own, publicUrl: new URL('https://hub.example') };
  expect(consoleAt('hub.lan:3443', named, gateFor(named))).toBe('https://hub.example');
});
