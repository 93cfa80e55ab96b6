import type { Identity } from '~/server/kube/member';
import type { MemberConnection } from '~/server/kube/member-connection';
import { readAll } from '~/server/kube/request/exchange';
import type { MemberRequest } from '../members/member-request';

const REVIEW = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
const LIMITS = { deadlineMs: 10_000, maxBytes: 256 * 1024 };

/**
 * The one place that decides as whom a session of the console runs in its member: as the person where the member's own RBAC
 * lets them. Until the member is in step with the hub's grants it runs as the hub, which has judged the request already and
 * writes down that it did so; once it is in step, what the member says of the person holds.
 */
export async function speakAs(
  connection: MemberConnection,
  person: Identity,
  request: MemberRequest,
  isInStep: (cluster: string) => Promise<boolean>,
): Promise<Identity> {
  if (await isInStep(request.cluster)) return person;
  return (await agrees(connection, person, request)) ? person : { kind: 'hub' };
}

/** Whether the member lets this person do it: https://kubernetes.io/docs/reference/access-authn-authz/authorization/#checking-api-access */
async function agrees(connection: MemberConnection, person: Identity, request: MemberRequest): Promise<boolean> {
  if (request.kind !== 'object') return false;
  const { group, resource, subresource, namespace, name } = request.object;
  const review = {
    ...{ apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview' },
    spec: { resourceAttributes: { verb: 'get', group, resource, subresource, namespace, name } },
  };
  const answer = await connection.open({
    ...{ method: 'POST', path: REVIEW, identity: person, limits: LIMITS },
    ...{ contentType: 'application/json', body: JSON.stringify(review) },
  });
  const text = (await readAll(answer)).toString('utf8');
  if (answer.status !== 201) return false;
  return (JSON.parse(text) as { status?: { allowed?: unknown } }).status?.allowed === true;
}
