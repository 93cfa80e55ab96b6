import { z } from 'zod';
import { Secret } from '~/server/kernel/secret';
import { resourcePath } from '~/server/kube/request/resource-path';
import { tokenTime } from './kubeconfig/token-expiry';
import type { MemberConnection } from './member-connection';
import { reviewAccess } from './probe/access-reviews';
import { asHub } from './probe/facts';
import { whoAmI } from './probe/who-am-i';
import { shaped, writeJson } from './whole-answer';

type Account = { namespace: string; name: string };

const ACCOUNTS = { group: '', version: 'v1', plural: 'serviceaccounts' };
const USER = /^system:serviceaccount:([^:]+):([^:]+)$/;
const TokenRequest = z.object({
  status: z.object({ token: z.string().min(1), expirationTimestamp: z.iso.datetime() }),
});

/** The service account that the connection's credential speaks as, and whether it may mint tokens of its own; null for another. */
export async function readAccount(
  connection: MemberConnection,
): Promise<{ account: Account; mayMint: boolean; why: string } | null> {
  const [, namespace, name] = USER.exec((await whoAmI(connection, {}))?.user ?? '') ?? [];
  if (namespace === undefined || name === undefined) return null;
  const question = { verb: 'create', group: '', resource: 'serviceaccounts', subresource: 'token', namespace, name };
  const { allowed, reason } = await reviewAccess(connection, { kind: 'hub' }, question);
  return { account: { namespace, name }, mayMint: allowed, why: reason };
}

/**
 * TokenRequest, for the audience of the API server itself. How long it lives is counted by the member's clock alone, which
 * may go wrong: https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-request-v1/
 */
export async function requestToken(
  connection: MemberConnection,
  { namespace, name }: Account,
  expirationSeconds: number,
): Promise<{ token: Secret; lifeMs: number }> {
  const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { expirationSeconds } };
  const answer = await writeJson(connection, {
    ...asHub(resourcePath(ACCOUNTS, { namespace, name, subresource: 'token' }), {}),
    ...{ method: 'POST', contentType: 'application/json', body: JSON.stringify(body) },
  });
  const { token, expirationTimestamp } = shaped(connection, TokenRequest, answer).status;
  const issued = tokenTime(token, 'iat') ?? connection.pace.now();
  return { token: new Secret(token), lifeMs: Date.parse(expirationTimestamp) - issued.getTime() };
}
