import { judgeObject } from '~/server/clusters/core/judge-object';
import { judgeWorkload } from '~/server/clusters/core/judge-workload';
import { WORKLOAD_KINDS, type WorkloadKind } from '~/server/clusters/model/inventory';
import { at, whole } from '~/server/kernel/json';
import type { KubeObject } from '~/server/kube/member';
import { fieldOwners } from '~/server/objects/core/field-owners';
import { isIgnored } from '../core/is-ignored';
import { goneDrift, observeDelivered } from '../core/observe-delivered';
import type { DriftedField } from '../model/drift';
import type { ActiveRule, Delivered, Observation } from '../ports/watch';
import { withoutSecrets } from '../secret-digest';

/** What says nothing of a state is well when it is there. */
const PRESENT = { status: 'healthy', reason: 'Present' } as const;
const GONE = { status: 'failed', reason: 'Gone', wanted: null, ready: null } as const;

/** How a delivered object is in its member; `live` undefined where there is none of its name. */
export function observeObject(
  item: Delivered,
  live: KubeObject | undefined,
  cluster: string,
  rules: readonly ActiveRule[],
): Observation {
  const drift = live ? driftOf(item, live) : [goneDrift(item)];
  const isLeftOut = (field: DriftedField) => isIgnored(rules, { ...item, cluster }, field);
  const { applicationId, group, kind, namespace, name } = item;
  return {
    ...{ applicationId, group, kind, namespace, name },
    ...(live ? stateOf(item, live) : GONE),
    drift: drift.filter((field) => !isLeftOut(field)),
    ignored: drift.filter(isLeftOut).map(({ path }) => path),
  };
}

const driftOf = (item: Delivered, live: KubeObject) =>
  observeDelivered(
    item,
    withoutSecrets(live, item),
    live.metadata.uid ?? '',
    fieldOwners(live.metadata['managedFields']),
  );

function stateOf(item: Delivered, live: KubeObject): Pick<Observation, 'status' | 'reason' | 'wanted' | 'ready'> {
  const { status, reason } = judgeObject(item, live) ?? PRESENT;
  return { status, reason, ...replicasOf(item, live) };
}

function replicasOf({ group, kind }: Delivered, live: KubeObject): { wanted: number | null; ready: number | null } {
  const workload = WORKLOAD_KINDS.find((one): one is WorkloadKind => one === kind);
  if (workload && (group === 'apps' || group === 'batch')) {
    const { desired, ready } = judgeWorkload(live, workload);
    return { wanted: desired, ready };
  }
  const [wanted, ready] = [at(live, 'spec', 'replicas'), at(live, 'status', 'readyReplicas')];
  return typeof wanted === 'number' ? { wanted, ready: whole(ready) } : { wanted: null, ready: null };
}
