import type { ClusterFailure, UnreachableReason } from '~/server/kernel/failure';
import type { Status } from '~/server/kernel/status';
import type { HealthReason } from '../model/health';
import type { MemberFacts } from '../ports';

const DAY = 86_400_000;
const EXPIRY_WARNING_DAYS = 7;

export type Verdict = { status: Status; reason: HealthReason; detail: string; cause?: UnreachableReason };
export type NodeTally = { total: number; ready: number };

/** A member that did not answer, or refused: how grave it is. What was known of it stays, and is shown with its age. */
export function judgeSilence(failure: ClusterFailure): Verdict {
  if (failure.kind === 'cluster-unreachable')
    return { status: 'failed', reason: 'unreachable', detail: failure.detail, cause: failure.reason };
  if (failure.status === 401 || failure.status === 403)
    return { status: 'failed', reason: 'credential-rejected', detail: failure.detail };
  if (failure.status === 429) return { status: 'degraded', reason: 'throttled', detail: failure.detail };
  return { status: 'degraded', reason: 'not-ready', detail: failure.detail };
}

/** A member that answered: the gravest of what it says of itself and of its nodes. */
export function judgeMember(
  facts: MemberFacts,
  expectedUid: string | null,
  nodes: NodeTally | undefined,
  now: Date,
): Verdict {
  if (expectedUid && facts.clusterUid && facts.clusterUid !== expectedUid) {
    return { status: 'failed', reason: 'identity-changed', detail: `kube-system ${facts.clusterUid}` };
  }
  if (!facts.ready) return { status: 'degraded', reason: 'not-ready', detail: facts.notReady.join(', ') };
  const soon = new Date(now.getTime() + EXPIRY_WARNING_DAYS * DAY);
  if (facts.credentialExpiresAt && facts.credentialExpiresAt < soon) {
    return { status: 'degraded', reason: 'credential-expiring', detail: facts.credentialExpiresAt.toISOString() };
  }
  if (facts.serverCertificate && facts.serverCertificate.expiresAt < soon) {
    return {
      status: 'degraded',
      reason: 'certificate-expiring',
      detail: facts.serverCertificate.expiresAt.toISOString(),
    };
  }
  return nodes ? judgeNodes(nodes) : { status: 'healthy', reason: 'ok', detail: '' };
}

/** Up to a tenth of the nodes may be away before the cluster itself counts as degraded: node trouble shows on the nodes. */
function judgeNodes({ total, ready }: NodeTally): Verdict {
  if (total === 0) return { status: 'degraded', reason: 'no-nodes', detail: '' };
  const detail = `${ready}/${total}`;
  if (ready === 0) return { status: 'failed', reason: 'nodes-not-ready', detail };
  if (ready < total * 0.9) return { status: 'degraded', reason: 'nodes-not-ready', detail };
  return { status: 'healthy', reason: 'ok', detail };
}
