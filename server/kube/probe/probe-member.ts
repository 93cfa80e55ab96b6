import { X509Certificate } from 'node:crypto';
import { type ClusterFailure, clusterFailureOf } from '~/server/kernel/failure';
import type { PeerCertificate } from '~/server/kube/dial/peer-certificate';
import type { CallOptions } from '~/server/kube/member-client';
import type { MemberConnection } from '~/server/kube/member-connection';
import { type Rules, reviewRules } from './access-reviews';
import { clockSkew, readClusterUid, readReadiness, readVersion } from './facts';
import { type WhoAmI, whoAmI } from './who-am-i';

/** What one look at a member found. Everything but `reachable` may be unknown, and then says why in `unknown`. */
export type Probe = {
  reachable: boolean;
  failure?: ClusterFailure;
  version?: string;
  /** Of the request for `/version`, without the handshake when a socket was open. */
  latencyMs?: number;
  serverCertificate?: PeerCertificate;
  clientCertificate?: { subject: string; notAfter: Date };
  ready?: boolean;
  failingChecks: string[];
  identity?: WhoAmI;
  rules?: Rules;
  /** The uid of the namespace kube-system: the nearest thing to a cluster's own id. */
  clusterUid?: string;
  /** The member's clock minus the hub's, to the second: positive when the member is ahead. */
  clockSkewMs?: number;
  unknown: { fact: string; failure: ClusterFailure }[];
};

/** Asks a member, as the hub itself, who and how it is. Never throws for what the member does. */
export async function probeMember(connection: MemberConnection, options: CallOptions = {}): Promise<Probe> {
  const clientCertificate = describeClientCertificate(connection);
  const common = { failingChecks: [], unknown: [], ...(clientCertificate ? { clientCertificate } : {}) };
  let version: Awaited<ReturnType<typeof readVersion>>;
  try {
    version = await readVersion(connection, options);
  } catch (error) {
    const failure = clusterFailureOf(error);
    if (!failure) throw error;
    // an answer, even a refusal, came over a checked connection
    return { ...common, reachable: failure.kind === 'cluster-refused', failure, ...peerOf(connection) };
  }
  const unknown: Probe['unknown'] = [];
  const known = async <Fact>(fact: string, reading: Promise<Fact>): Promise<Fact | undefined> => {
    try {
      return await reading;
    } catch (error) {
      const failure = clusterFailureOf(error);
      if (!failure) throw error;
      unknown.push({ fact, failure });
      return undefined;
    }
  };
  const [readiness, identity, rules, clusterUid] = await Promise.all([
    known('ready', readReadiness(connection, options)),
    known('identity', whoAmI(connection, options)),
    known('rules', reviewRules(connection, { kind: 'hub' }, 'default', options)),
    known('clusterUid', readClusterUid(connection, options)),
  ]);
  return {
    ...common,
    ...readiness,
    reachable: true,
    version: version.gitVersion,
    latencyMs: version.latencyMs,
    ...peerOf(connection),
    ...(identity ? { identity } : {}),
    ...(rules ? { rules } : {}),
    ...(clusterUid === undefined ? {} : { clusterUid }),
    ...clockSkew(version.date, connection.pace.now()),
    unknown,
  };
}

function peerOf(connection: MemberConnection): { serverCertificate?: PeerCertificate } {
  const peer = connection.peer();
  return peer ? { serverCertificate: peer } : {};
}

function describeClientCertificate({ member }: MemberConnection): Probe['clientCertificate'] {
  if (member.credential.kind !== 'client-certificate') return undefined;
  const leaf = new X509Certificate(member.credential.certificate);
  return { subject: leaf.subject.replaceAll('\n', ', '), notAfter: new Date(leaf.validTo) };
}
