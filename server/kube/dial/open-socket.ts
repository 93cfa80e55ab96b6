import { connect, isIP, type Socket } from 'node:net';
import type { AddressPolicy } from './address-policy';
import { DialForbidden, pinnedLookup, type Resolve, resolveWithSystem } from './pinned-lookup';

const CONNECT_TIMEOUT_MS = 5_000;

/** A connected socket to an address that policy allows, for a protocol that is not HTTP. Throws what the connection ended with. */
export type OpenSocket = (to: { host: string; port: number }) => Promise<Socket>;

/** `resolve` is replaced in tests only. */
export function createSocketDialer(policy: AddressPolicy, resolve: Resolve = resolveWithSystem): OpenSocket {
  return ({ host, port }) =>
    new Promise((opened, failed) => {
      // net.connect looks only names up: a literal address is checked here
      const refusal = isIP(host) === 0 ? undefined : policy(host, port);
      if (refusal !== undefined) return failed(new DialForbidden(refusal));
      const socket = connect({ host, port, lookup: pinnedLookup(policy, resolve, port), autoSelectFamily: true });
      const end = (error: Error) => {
        socket.destroy();
        failed(error);
      };
      socket.once('error', end);
      socket.setTimeout(CONNECT_TIMEOUT_MS, () =>
        end(Object.assign(new Error('the connection was not accepted in time'), { code: 'ETIMEDOUT' })),
      );
      socket.once('connect', () => {
        socket.setTimeout(0);
        socket.removeListener('error', end);
        opened(socket);
      });
    });
}
