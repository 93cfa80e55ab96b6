import { z } from 'zod';
import type { Identity } from '~/server/kube/member';
import type { CallOptions } from '~/server/kube/member-client';
import type { MemberConnection } from '~/server/kube/member-connection';
import { shaped, writeJson } from '~/server/kube/whole-answer';
import { asHub } from './facts';

/** What somebody may do in one namespace, as the member's authorizer counts it. `incomplete`: there may be more. */
export type Rules = {
  resources: { verbs: string[]; groups: string[]; resources: string[]; names: string[] }[];
  paths: { verbs: string[]; paths: string[] }[];
  incomplete: boolean;
};

/** One question to the member's authorizer. `*` stands for all; an absent namespace for all namespaces. */
export type Access = {
  verb: string;
  group: string;
  resource: string;
  subresource?: string;
  namespace?: string;
  name?: string;
};

const texts = z
  .array(z.string())
  .nullish()
  .transform((values) => values ?? []);

const RulesReview = z.object({
  status: z.object({
    incomplete: z.boolean().catch(false),
    resourceRules: z
      .array(z.object({ verbs: texts, apiGroups: texts, resources: texts, resourceNames: texts }))
      .nullish(),
    nonResourceRules: z.array(z.object({ verbs: texts, nonResourceURLs: texts })).nullish(),
  }),
});

const AccessReview = z.object({ status: z.object({ allowed: z.boolean(), reason: z.string().optional() }) });

/** SelfSubjectRulesReview: https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/self-subject-rules-review-v1/ */
export async function reviewRules(
  connection: MemberConnection,
  identity: Identity,
  namespace: string,
  options: CallOptions = {},
): Promise<Rules> {
  const answer = await review(connection, identity, 'SelfSubjectRulesReview', { namespace }, options);
  const { status } = shaped(connection, RulesReview, answer);
  return {
    resources: (status.resourceRules ?? []).map(({ verbs, apiGroups, resources, resourceNames }) => ({
      verbs,
      groups: apiGroups,
      resources,
      names: resourceNames,
    })),
    paths: (status.nonResourceRules ?? []).map(({ verbs, nonResourceURLs }) => ({ verbs, paths: nonResourceURLs })),
    incomplete: status.incomplete,
  };
}

/** SelfSubjectAccessReview: whether somebody may do one thing, and the authorizer's reason. */
export async function reviewAccess(
  connection: MemberConnection,
  identity: Identity,
  access: Access,
  options: CallOptions = {},
): Promise<{ allowed: boolean; reason: string }> {
  const answer = await review(connection, identity, 'SelfSubjectAccessReview', { resourceAttributes: access }, options);
  const { allowed, reason = '' } = shaped(connection, AccessReview, answer).status;
  return { allowed, reason };
}

function review(
  connection: MemberConnection,
  identity: Identity,
  kind: 'SelfSubjectRulesReview' | 'SelfSubjectAccessReview',
  spec: object,
  options: CallOptions,
): Promise<unknown> {
  return writeJson(connection, {
    ...asHub(`/apis/authorization.k8s.io/v1/${kind.toLowerCase()}s`, options),
    identity,
    method: 'POST',
    contentType: 'application/json',
    body: JSON.stringify({ apiVersion: 'authorization.k8s.io/v1', kind, spec }),
  });
}
