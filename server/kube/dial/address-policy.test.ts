import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAddressPolicy } from './address-policy';
import { parseDialAllow } from './dial-allow';
import { parseServerUrl } from './server-url';

const closed = createAddressPolicy([]);
const wide = createAddressPolicy(parseDialAllow('0.0.0.0/0,::/0'));

const FOREVER = [
  '0.0.0.0',
  '169.254.169.254',
  '169.254.0.1',
  '224.0.0.1',
  '239.255.255.255',
  '255.255.255.255',
  '168.63.129.16',
  '100.100.100.200',
  '192.0.0.192',
  'fd00:ec2::254',
  'fd20:ce::254',
  '::',
  'fe80::1',
  'ff02::1',
  'fec0::1',
  '::ffff:169.254.169.254',
  '::ffff:a9fe:a9fe',
  '::169.254.169.254',
  '::a9fe:a9fe',
  '64:ff9b::169.254.169.254',
  '64:ff9b::a9fe:a9fe',
  '2002:a9fe:a9fe::',
  '2002:a9fe:a9fe::1',
  '::ffff:168.63.129.16',
  '64:ff9b::6464:64c8',
  '2001:0:a9fe:a9fe::1',
  '64:ff9b:1::a9fe:a9fe',
  '::ffff:0:169.254.169.254',
  'fe80::1%eth0',
  '::1%lo',
  'localhost',
  '',
  '127.0.0.1/8',
  'example.com',
];
const OPENED = [
  '127.0.0.1',
  '127.255.0.9',
  '10.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '100.64.0.1',
  '198.18.0.1',
  '192.0.2.1',
  '240.0.0.1',
  '::1',
  'fd12::1',
  'fc00::1',
  '2001:db8::1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '64:ff9b::10.0.0.1',
  '2002:7f00:1::',
  '2002:0a00:0001::',
];

describe('createAddressPolicy', () => {
  it.each(FOREVER)('never dials %s, whatever is opened', (address) => {
    expect(closed(address, 443)).toBeDefined();
    expect(wide(address, 443)).toBeDefined();
  });

  it.each(OPENED)('dials %s only where configuration opens it', (address) => {
    expect(closed(address, 443)).toMatch(/PORTOLAN_DIAL_ALLOW/);
    expect(wide(address, 443)).toBeUndefined();
  });

  it('dials public addresses on the ports of API servers, and on others where they are opened', () => {
    const node = createAddressPolicy(parseDialAllow('8.8.8.0/24:30000-32767'));
    expect(['8.8.8.8', '2606:4700::1111', '::ffff:8.8.8.8'].map((address) => closed(address, 6443))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect([25, 80, 6379, 31000].map((port) => closed('8.8.8.8', port) === undefined)).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(node('8.8.8.8', 31000)).toBeUndefined();
    expect(node('8.8.9.8', 31000)).toBeDefined();
    expect([0, -1, 65_536, Number.NaN, 1.5].every((port) => wide('8.8.8.8', port) !== undefined)).toBe(true);
  });

  it('opens exactly the range, the ports and the family that an entry names', () => {
    const policy = createAddressPolicy(parseDialAllow('10.1.0.0/16:6443, fd12::/16:6000-6001'));
    const answers = [
      ['10.1.2.3', 6443],
      ['10.1.2.3', 443],
      ['10.2.2.3', 6443],
      ['fd12::1', 6001],
      ['fd12::1', 6002],
      ['fd13::1', 6000],
    ] as const;
    expect(answers.map(([address, port]) => policy(address, port) === undefined)).toEqual([
      true,
      false,
      false,
      true,
      false,
      false,
    ]);
  });

  it('judges an IPv4 address alike in every form that leads to it', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.boolean(), (address, isOpen) => {
        const policy = isOpen ? wide : closed;
        const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
        const hex = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
        const verdict = policy(address, 443) === undefined;
        for (const form of [`::ffff:${address}`, `64:ff9b::${hex}`, `2002:${hex}::1`])
          expect(policy(form, 443) === undefined).toBe(verdict);
      }),
    );
  });
});

describe('parseDialAllow', () => {
  it.each([
    '10.0.0.0',
    '10.0.0.0/33',
    '10.0.0.0/8:0',
    '10.0.0.0/8:70000',
    '10.0.0.0/8:9-3',
    '10.1/16',
    '0x7f.0.0.1/8',
    'localhost/8',
    '10.0.0.0/8:80:90',
    'fd00::/129',
    '*',
  ])('refuses %s, naming it', (entry) => {
    expect(() => parseDialAllow(`127.0.0.0/8,${entry}`)).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ kind: 'invalid' }) }),
    );
  });

  it('reads nothing as nothing', () => expect(parseDialAllow(' , ')).toEqual([]));
});

describe('parseServerUrl', () => {
  it.each([
    ['http://a', 'not-https'],
    ['ftp://a', 'not-https'],
    ['https://u:p@a', 'userinfo'],
    ['https://@a', 'userinfo'],
    ['https://:@a', 'userinfo'],
    ['https://a@169.254.169.254', 'userinfo'],
    ['https://a?x', 'query'],
    ['https://a#x', 'query'],
    ['https://a?', 'query'],
    ['a:6443', 'not-https'],
    ['', 'not-a-url'],
    ['https://a\\@b', 'not-a-url'],
    ['https://[fe80::1%25eth0]', 'zone'],
    ['https://[fe80::1%eth0]', 'zone'],
    ['//a', 'not-a-url'],
    [`https://${'a'.repeat(2050)}`, 'too-long'],
  ])('refuses %s as %s', (text, reason) => expect(parseServerUrl(text)).toEqual({ ok: false, reason }));

  it.each([
    ['https://2130706433', '127.0.0.1'],
    ['https://0x7f.1', '127.0.0.1'],
    ['https://0177.0.0.1', '127.0.0.1'],
    ['https://①②⑦.0.0.1', '127.0.0.1'],
    ['https://169.254.169.254.', '169.254.169.254'],
    ['https://[::ffff:7f00:1]', '[::ffff:7f00:1]'],
    ['https://0xA9FEA9FE', '169.254.169.254'],
    ['https://127.1', '127.0.0.1'],
  ])('reads %s as the address %s that policy then refuses', (text, host) => {
    const url = parseServerUrl(text);
    expect(url.ok && url.value.hostname).toBe(host);
    expect(closed(host.replace(/[[\]]/g, ''), 443)).toBeDefined();
  });
});
