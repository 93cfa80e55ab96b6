import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { AddressPolicy } from './address-policy';

/** Thrown before a socket is opened, when policy forbids the address. */
export class DialForbidden extends Error {
  override readonly name = 'DialForbidden';
}

export type Resolve = (hostname: string) => Promise<{ address: string; family: number }[]>;

/** All answers must pass, or none is used: one good address beside a forbidden one is how rebinding begins. */
export function pinnedLookup(policy: AddressPolicy, resolve: Resolve, port: number): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const refusal = addresses.map(({ address }) => policy(address, port)).find((text) => text !== undefined);
        const [first] = addresses;
        if (refusal !== undefined) callback(new DialForbidden(`${hostname}: ${refusal}`), '');
        else if (!first) callback(Object.assign(new Error(`${hostname} has no address`), { code: 'ENOTFOUND' }), '');
        else if (options.all) callback(null, addresses);
        else callback(null, first.address, first.family);
      },
      (error: Error) => callback(error, ''),
    );
  };
}

export const resolveWithSystem: Resolve = (hostname) =>
  new Promise((resolve, reject) => {
    systemLookup(hostname, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)));
  });
