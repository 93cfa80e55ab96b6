import { type Json, json, text } from '~/server/kernel/json';
import type { MemberClient } from '~/server/kube/member-client';
import { judgeQuota } from './core/judge-quota';
import { moreNeeded } from './find-needs';
import type { QuotaLack } from './model/preview';

const QUOTAS = { group: '', version: 'v1', plural: 'resourcequotas' };

/** Quotas of a member that leave too little for what comes; a namespace whose quotas may not be read, or cannot be, has none. */
export async function findQuotaLacks(
  client: MemberClient,
  before: readonly Json[],
  after: readonly Json[],
): Promise<QuotaLack[]> {
  const namespaces = new Set(after.map(namespaceOf).filter((namespace) => namespace !== ''));
  const found = await Promise.all(
    [...namespaces].map(async (namespace) => {
      const within = (object: Json) => namespaceOf(object) === namespace;
      const needs = moreNeeded(before.filter(within), after.filter(within));
      if (needs.pods === 0) return [];
      const { items } = await client.list(QUOTAS, { namespace }).catch(() => ({ items: [] }));
      return items.flatMap((quota) => judgeQuota(json(quota), needs));
    }),
  );
  return found.flat();
}

const namespaceOf = (object: Json): string => text(json(object['metadata'])['namespace']);
