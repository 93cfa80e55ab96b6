import { expect, it } from 'vitest';
import { clientAddress } from './client-address';

it.each([
  ['::ffff:10.0.0.9', undefined, 0, '10.0.0.9'],
  ['10.0.0.9', '203.0.113.1', 0, '10.0.0.9'],
  ['10.0.0.9', '203.0.113.1', 1, '203.0.113.1'],
  ['10.0.0.9', '6.6.6.6, 203.0.113.1', 1, '203.0.113.1'],
  ['10.0.0.9', '6.6.6.6, 203.0.113.1, 10.0.0.1', 2, '203.0.113.1'],
  ['10.0.0.9', '203.0.113.1', 3, '203.0.113.1'],
  ['10.0.0.9', '6.6.6.6, <script>', 1, '10.0.0.9'],
  ['10.0.0.9', '[2001:db8::1]:443', 1, '2001:db8::1'],
  ['10.0.0.9', '203.0.113.1:4711', 1, '203.0.113.1'],
  [undefined, undefined, 1, ''],
])('of %s told %s by %i proxies is %s', (connection, forwarded, hops, expected) => {
  expect(clientAddress(connection, forwarded, hops)).toBe(expected);
});
