import { isIP } from 'node:net';
import { createSecureContext, type SecureContext, type TLSSocket } from 'node:tls';
import { buildConnector, Pool } from 'undici';
import type { AddressPolicy } from './address-policy';
import { describePeer, type PeerCertificate, type TlsFault, withPeer } from './peer-certificate';
import { DialForbidden, pinnedLookup, type Resolve, resolveWithSystem } from './pinned-lookup';

/** Where connections lead and how the other side proves itself. */
export type DialTarget = {
  origin: URL;
  /** PEM bundle that is trusted instead of the system's roots. */
  ca?: string;
  certificate?: string;
  key?: string;
  servername?: string;
  /** Sees the server's certificate after each full handshake, also after one that was refused. */
  onPeer?: (peer: PeerCertificate) => void;
};

/** The one way out of the hub: each connection is resolved, checked against policy and made to a checked address. */
export type Dialer = { route(target: DialTarget): { open(options: { connections: number }): Pool } };

const CONNECT_TIMEOUT_MS = 5_000;
/** A resumed session shows no certificate: after this long the member proves itself again, so that a renewed one is seen. */
const SESSION_MS = 60_000;

/** Redirects are not followed: undici's dispatchers never do. `resolve` is replaced in tests only. */
export function createDialer(policy: AddressPolicy, resolve: Resolve = resolveWithSystem): Dialer {
  return {
    route(target) {
      if (target.origin.protocol !== 'https:') throw new DialForbidden('only https is dialled');
      const trust = createTrust(target);
      return {
        open: ({ connections }) =>
          new Pool(target.origin.origin, {
            connections,
            pipelining: 1,
            connect: checkedConnector({ policy, resolve, target, trust }),
            // limits are ours, per call (limits.ts): undici's own would end quiet watches
            headersTimeout: 0,
            bodyTimeout: 0,
            keepAliveTimeout: 30_000,
          }),
      };
    },
  };
}

/** What handshakes with one target share: the parsed certificates and, for a while, the session that was agreed on. */
type Trust = {
  context(): SecureContext;
  session(): Buffer | undefined;
  /** Follows a new socket: its session serves the next ones when its certificate was accepted. */
  follow(socket: TLSSocket): void;
};

function createTrust({ ca, certificate, key }: DialTarget): Trust {
  let context: SecureContext | undefined;
  let session: Buffer | undefined;
  let provedAt = 0;
  return {
    // on first use, so that a certificate that cannot be read is a fault of the call
    context: () => {
      context ??= createSecureContext({
        minVersion: 'TLSv1.2',
        ...(ca === undefined ? {} : { ca }),
        ...(certificate === undefined ? {} : { cert: certificate }),
        ...(key === undefined ? {} : { key }),
      });
      return context;
    },
    session: () => (performance.now() - provedAt < SESSION_MS ? session : undefined),
    follow: (socket) => {
      socket.once('secureConnect', () => {
        if (!socket.isSessionReused()) provedAt = performance.now();
      });
      socket.on('session', (agreed: Buffer) => {
        if (socket.authorized) session = agreed;
      });
    },
  };
}

type Connecting = { policy: AddressPolicy; resolve: Resolve; target: DialTarget; trust: Trust };

function checkedConnector({ policy, resolve, target, trust }: Connecting): buildConnector.connector {
  const port = Number(target.origin.port === '' ? 443 : target.origin.port);
  const base = {
    timeout: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelay: 15_000,
    rejectUnauthorized: true,
    lookup: pinnedLookup(policy, resolve, port),
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: 1_000,
    maxCachedSessions: 0,
    ...(target.servername === undefined ? {} : { servername: target.servername }),
  };
  return (options, callback) => {
    // net.connect looks only names up: a literal address is checked here
    const literal = options.hostname.replace(/^\[|\]$/g, '');
    const refusal = isIP(literal) === 0 ? undefined : policy(literal, port);
    if (refusal !== undefined) return callback(new DialForbidden(refusal), null);
    let peer: PeerCertificate | undefined;
    const session = trust.session();
    const connect = buildConnector({ ...base, ...(session ? { session } : {}), secureContext: trust.context() });
    const socket = connect({ ...options, hostname: literal }, (...[error, connected]: ConnectResult) => {
      if (error) callback(withPeer(error as TlsFault, peer), null);
      else callback(null, connected);
    }) as unknown as TLSSocket;
    trust.follow(socket);
    // ahead of Node's own listener, which destroys the socket when the certificate is refused
    socket.prependListener('secure', () => {
      if (socket.isSessionReused()) return;
      peer = describePeer(socket);
      if (peer) target.onPeer?.(peer);
    });
  };
}

type ConnectResult = Parameters<buildConnector.Callback>;
