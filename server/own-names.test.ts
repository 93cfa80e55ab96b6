import { describe, expect, it } from 'vitest';
import { ownNames } from './own-names';

const net = (address: string, internal = false) => ({
  ...{ address, internal, family: address.includes(':') ? ('IPv6' as const) : ('IPv4' as const) },
});

describe('ownNames', () => {
  it('are the host name and the addresses as a browser writes them', () => {
    const interfaces = {
      lo: [net('127.0.0.1', true), net('::1', true)],
      eth0: [net('192.0.2.7'), net('2001:db8::7'), net('fe80::1')],
      eth1: [net('192.0.2.7')],
      none: undefined,
    };
    expect(ownNames('Laptop', interfaces)).toEqual(['laptop', '192.0.2.7', '[2001:db8::7]']);
  });

  it('leave out a host name that no address can hold', () => {
    expect(ownNames('my laptop', {})).toEqual([]);
    expect(ownNames('', {})).toEqual([]);
  });
});
