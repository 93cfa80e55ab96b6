import ipaddr from 'ipaddr.js';
import { networkOf } from './pace-attempts';

/** Whether two addresses are of one network; null where that cannot be told: one is unknown, or only one of them is IPv6. */
export function judgeNear(one: string, other: string): boolean | null {
  if (!ipaddr.isValid(one) || !ipaddr.isValid(other)) return null;
  const both = [ipaddr.process(one), ipaddr.process(other)] as const;
  if (both.every((address) => address.range() === 'loopback')) return true;
  return both[0].kind() === both[1].kind() ? networkOf(one) === networkOf(other) : null;
}
