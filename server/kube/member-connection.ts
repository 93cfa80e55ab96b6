import { BrokenCircuitError, ConsecutiveBreaker, circuitBreaker, handleWhen } from 'cockatiel';
import type { UnreachableReason } from '~/server/kernel/failure';
import type { Dialer } from '~/server/kube/dial/dialer';
import type { PeerCertificate } from '~/server/kube/dial/peer-certificate';
import type { Lane, Route } from '~/server/kube/lane/lane';
import { createReadingBudget, type ReadingBudget } from '~/server/kube/list/reading-budget';
import { createBound } from '~/server/kube/request/bound';
import { Ended } from '~/server/kube/request/ended';
import { type Answer, exchange, type Limits, type Request } from '~/server/kube/request/exchange';
import { explainFault, memberFailure } from '~/server/kube/request/member-failure';
import { type HeaderParts, requestHeaders } from '~/server/kube/request/request-headers';
import { type Opened, requestStream } from '~/server/kube/request/request-stream';
import type { Identity, Member } from './member';
import { type Pace, systemPace } from './pace';

/** One request as the hub means it; headers are made from it and never given. */
export type Call = Omit<Request, 'headers' | 'method'> & {
  method?: Request['method'];
  identity: Identity;
  accept?: string;
  contentType?: string;
  stream?: HeaderParts['stream'];
  limits?: Partial<Limits>;
  signal?: AbortSignal | undefined;
};

/** The sockets, bound and breaker of one member, shared by everyone who speaks to it. */
export type MemberConnection = {
  readonly member: Member;
  readonly pace: Pace;
  readonly reading: ReadingBudget;
  /** How long a watch may be silent, bookmarks included, before it is taken up anew from where it was. */
  readonly watchIdleMs: number;
  /** Sends a call and answers its head. Throws `cluster-unreachable`; any status is an answer. */
  open(call: Call): Promise<Answer>;
  /** As `open`, for an answer without an end: on a socket of its own, outside the bound. */
  openWatch(call: Call): Promise<Answer>;
  /** Asks for another protocol on a socket of its own, and hands both ends over when the member agrees (101). */
  openStream(call: Call & { upgrade: string }): Promise<Opened>;
  /** The server's certificate at the last full handshake. */
  peer(): PeerCertificate | undefined;
  /** Calls when a member that opens the way itself has done so (again); what it answers ends that. */
  onReady(listener: () => void): () => void;
  /** Aborted when the connection is closed. */
  readonly closed: AbortSignal;
  /** Ends every request and watch at once; later ones fail with `aborted`. */
  close(): Promise<void>;
};

export type ConnectionOptions = {
  dialer: Dialer;
  /** The way to a member whose agent dials the hub, by the cluster's id. */
  agents?: (cluster: string) => Route;
  pace?: Pace;
  /** Shared by all members of the process when absent. */
  reading?: ReadingBudget;
  limits?: Partial<Limits>;
  /** Requests at once, and how long the next one waits for its turn. */
  concurrent?: number;
  busyAfterMs?: number;
  watchIdleMs?: number;
};

export const DEFAULT_LIMITS: Limits = { deadlineMs: 30_000, idleMs: 15_000, maxBytes: 32 * 1024 * 1024 };
const SHARED_READING = createReadingBudget();
const CONCURRENT = 16;
/** API servers send a bookmark each minute. */
const WATCH_IDLE_MS = 75_000;
const BUSY_AFTER_MS = 10_000;
const FAILURES_TO_OPEN = 5;
const HALF_OPEN_AFTER_MS = 10_000;

/** Faults that say something of the member; the others are ours or the caller's. */
const COUNTED = new Set<UnreachableReason>(['refused', 'timeout', 'dns', 'tls', 'reset', 'garbled']);

/** Opens no socket yet. `server` must have passed `parseServerUrl`. */
export function connectMember(member: Member, options: ConnectionOptions): MemberConnection {
  const { dialer, pace = systemPace, reading = SHARED_READING } = options;
  const { concurrent = CONCURRENT, busyAfterMs = BUSY_AFTER_MS } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const origin = new URL(member.server);
  let peer: PeerCertificate | undefined;
  const onPeer = (seen: PeerCertificate) => {
    peer = seen;
  };
  const { credential } = member;
  const route: Route =
    credential.kind === 'agent'
      ? agentRoute(options, credential.cluster)
      : dialer.route({ origin, ...tlsOf(member), onPeer });
  const calls = route.open({ connections: concurrent });
  const watches = new Set<Lane>();
  const closing = new AbortController();
  const bound = createBound(pace, concurrent, busyAfterMs);
  const breaker = circuitBreaker(
    handleWhen((error) => COUNTED.has(explainFault(error).reason)),
    { halfOpenAfter: HALF_OPEN_AFTER_MS, breaker: new ConsecutiveBreaker(FAILURES_TO_OPEN) },
  );

  const send = async (call: Call, enter: (signal?: AbortSignal) => Promise<Way>): Promise<Answer> => {
    // outside of try: headers that must not be written are a fault of ours, not of the member
    const request = await toRequest(member, origin, call);
    try {
      if (closing.signal.aborted) throw new Ended('aborted', 'the connection to this member was closed');
      const { lane, leave } = await enter(call.signal);
      const how = { limits: { ...limits, ...call.limits }, pace, onEnd: leave };
      const sent = () => exchange(lane, request, call.signal ? { ...how, signal: call.signal } : how);
      const answer = await breaker.execute(sent).catch((error) => {
        leave();
        throw error;
      });
      return named(member.name, answer);
    } catch (error) {
      throw memberFailure(member.name, error instanceof BrokenCircuitError ? BROKEN : error);
    }
  };

  return {
    member,
    pace,
    reading,
    watchIdleMs: options.watchIdleMs ?? WATCH_IDLE_MS,
    open: (call) => send(call, async (signal) => ({ lane: calls, leave: await bound.enter(signal) })),
    openWatch: (call) => send(call, async () => openOwnSocket(route, watches)),
    openStream: async (call) => {
      const request = await toRequest(member, origin, call);
      const { lane, leave } = openOwnSocket(route, watches);
      const opened = requestStream(lane, { ...request, upgrade: call.upgrade }, { signal: call.signal, onEnd: leave });
      return opened.catch((error) => Promise.reject(memberFailure(member.name, error)));
    },
    peer: () => peer,
    onReady: (listener) => route.onReady?.(listener) ?? (() => {}),
    closed: closing.signal,
    close: async () => {
      closing.abort();
      await Promise.all([calls, ...watches].map((lane) => lane.destroy()));
    },
  };
}

function agentRoute({ agents }: ConnectionOptions, cluster: string): Route {
  if (!agents) throw new Error('members with an agent are not reached from here');
  return agents(cluster);
}

type Way = { lane: Lane; leave: () => void };

/** undici connects anew after an aborted request: a pool that many watches shared would keep their dead sockets. */
function openOwnSocket(route: Route, watches: Set<Lane>): Way {
  const lane = route.open({ connections: 1 });
  watches.add(lane);
  const leave = () => {
    watches.delete(lane);
    void lane.destroy();
  };
  return { lane, leave };
}

const BROKEN = new Ended('breaker', `it failed ${FAILURES_TO_OPEN} times in a row and is left alone for a moment`);

async function toRequest(member: Member, origin: URL, call: Call): Promise<Request> {
  const prefix = origin.pathname.replace(/\/+$/, '');
  const accept = call.accept ?? 'application/json';
  const contentType = call.contentType === undefined ? {} : { contentType: call.contentType };
  const stream = call.stream === undefined ? {} : { stream: call.stream };
  const { credential } = member;
  if (credential.kind === 'token') await credential.renewal?.refresh();
  return {
    method: call.method ?? 'GET',
    path: prefix + call.path,
    headers: requestHeaders({ credential, identity: call.identity, accept, ...contentType, ...stream }),
    ...(call.body === undefined ? {} : { body: call.body }),
  };
}

function tlsOf({ certificateAuthority, tlsServerName, credential }: Member) {
  return {
    ...(certificateAuthority === undefined ? {} : { ca: certificateAuthority }),
    ...(tlsServerName === undefined ? {} : { servername: tlsServerName }),
    ...(credential.kind === 'client-certificate'
      ? { certificate: credential.certificate, key: credential.key.reveal() }
      : {}),
  };
}

/** The answer whose faults bear the member's name. */
function named(name: string, answer: Answer): Answer {
  return {
    ...answer,
    read: () => answer.read().catch((error) => Promise.reject(memberFailure(name, error))),
  };
}
