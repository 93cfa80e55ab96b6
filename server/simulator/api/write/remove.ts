import { refreshQuotas } from '~/server/simulator/api/admit/quotas';
import { conflict, invalidFields } from '~/server/simulator/api/api-error';
import type { Kind } from '~/server/simulator/api/kinds';
import { dig, digNumber, digObject, digText, type KubeObject, timestamp } from '~/server/simulator/api/object';
import { isSame } from '~/server/simulator/api/patch/json-patch';
import { storageOf } from '~/server/simulator/api/registry';
import type { Stored } from '~/server/simulator/api/store';
import type { Target, Writer } from './writer';
import { ordered } from './writer';

export type DeleteOptions = {
  uid?: string;
  resourceVersion?: string;
  propagation?: string;
  gracePeriodSeconds?: number;
};

/** Reads DeleteOptions from the body and the query of a request; throws 422 for what the API does not know. */
export function parseDeleteOptions(body: unknown, query: URLSearchParams): DeleteOptions {
  const uid = digText(body, 'preconditions', 'uid');
  const resourceVersion = digText(body, 'preconditions', 'resourceVersion');
  const propagation = digText(body, 'propagationPolicy') ?? query.get('propagationPolicy') ?? undefined;
  const grace = dig(body, 'gracePeriodSeconds') ?? query.get('gracePeriodSeconds') ?? undefined;
  if (propagation && !['Background', 'Foreground', 'Orphan'].includes(propagation)) {
    const message = `Unsupported value: "${propagation}": supported values: "Background", "Foreground", "Orphan"`;
    throw invalidFields({ group: 'meta.k8s.io', kind: 'DeleteOptions' }, '', [
      { reason: 'FieldValueNotSupported', message, field: 'propagationPolicy' },
    ]);
  }
  return {
    ...(uid ? { uid } : {}),
    ...(resourceVersion ? { resourceVersion } : {}),
    ...(propagation ? { propagation } : {}),
    ...(grace === undefined ? {} : { gracePeriodSeconds: Number(grace) }),
  };
}

/**
 * Deletes an object, or marks it as being deleted while finalizers hold it. Returns the object when it is still there
 * and undefined when it is gone.
 */
export function removeObject(
  writer: Writer,
  target: Target,
  current: Stored,
  options: DeleteOptions,
): KubeObject | undefined {
  const { kind } = target;
  const before = current.object();
  checkPreconditions(kind, before, options);
  const finalizers = finalizersOf(target, before, options.propagation);
  const grace = graceOf(kind, before, options);
  const isHeld = finalizers.length > 0 || grace > 0 || kind.plural === 'namespaces';
  const isReleased = !isSame(finalizers, before.metadata.finalizers ?? []);
  if (!isHeld && !(isReleased && writer.dryRun)) {
    if (writer.dryRun) return undefined;
    // A pod is told that it ends even when it ends at once.
    if (isPod(kind)) writer.store.put(storageOf(kind), ordered(leaving(writer, kind, before, { finalizers, grace })));
    writer.store.remove(storageOf(kind), current.key);
    refreshQuotas(writer, current.namespace);
    return undefined;
  }
  if (before.metadata.deletionTimestamp && !isReleased) return before;
  const marked = ordered(leaving(writer, kind, before, { finalizers, grace }));
  if (!writer.dryRun) return writer.store.put(storageOf(kind), marked).object();
  // A custom resource shows that its last finalizer is gone.
  return kind.custom ? { ...marked, metadata: { ...marked.metadata, finalizers } } : marked;
}

/** Seconds that a pod may go on: its kubelet ends it. A pod that is on no node ends at once. */
function graceOf(kind: Kind, object: KubeObject, { gracePeriodSeconds }: DeleteOptions): number {
  if (!isPod(kind) || !digText(object, 'spec', 'nodeName')) return 0;
  return gracePeriodSeconds ?? digNumber(object, 'spec', 'terminationGracePeriodSeconds') ?? 30;
}

const isPod = ({ group, plural }: Kind) => group === '' && plural === 'pods';

type Leaving = { finalizers: string[]; grace: number };

function leaving(writer: Writer, kind: Kind, before: KubeObject, { finalizers, grace }: Leaving): KubeObject {
  if (before.metadata.deletionTimestamp) return { ...before, metadata: { ...before.metadata, finalizers } };
  const isNamespace = kind.plural === 'namespaces';
  return {
    ...before,
    ...(isNamespace ? { status: { ...digObject(before, 'status'), phase: 'Terminating' } } : {}),
    metadata: {
      ...before.metadata,
      finalizers,
      ...(kind.counted ? { generation: (before.metadata.generation ?? 0) + 1 } : {}),
      deletionTimestamp: timestamp(new Date(writer.now.getTime() + grace * 1000)),
      ...(isNamespace ? {} : { deletionGracePeriodSeconds: grace }),
    },
  };
}

/** Jobs, and CronJobs of the first version, leave behind what they made, unless something else is asked for. */
const policyOf = ({ kind, version }: Target) =>
  kind.plural === 'jobs' || (kind.plural === 'cronjobs' && version === 'v1beta1') ? 'Orphan' : undefined;

const [FOREGROUND, ORPHAN] = ['foregroundDeletion', 'orphan'];

/** The finalizers for the garbage collector follow the policy that is asked for; without one they stay as they are. */
function finalizersOf(target: Target, { metadata }: KubeObject, asked: string | undefined): string[] {
  const all = metadata.finalizers ?? [];
  const isDecided = all.some((name) => name === FOREGROUND || name === ORPHAN);
  const propagation = asked ?? (isDecided ? undefined : policyOf(target));
  if (propagation === undefined) return all;
  const own = all.filter((name) => name !== FOREGROUND && name !== ORPHAN);
  if (propagation === 'Foreground') return [...own, FOREGROUND];
  return propagation === 'Orphan' ? [...own, ORPHAN] : own;
}

function checkPreconditions(kind: Kind, { metadata }: KubeObject, { uid, resourceVersion }: DeleteOptions): void {
  // The real server names the kind, not the resource, in these two.
  const named = { group: kind.group, plural: kind.kind };
  if (uid !== undefined && uid !== metadata.uid) {
    throw conflict(
      named,
      metadata.name,
      `the UID in the precondition (${uid}) does not match the UID in record (${metadata.uid}). The object might have been deleted and then recreated`,
    );
  }
  if (resourceVersion !== undefined && resourceVersion !== metadata.resourceVersion) {
    throw conflict(
      named,
      metadata.name,
      `the ResourceVersion in the precondition (${resourceVersion}) does not match the ResourceVersion in record (${metadata.resourceVersion}). The object might have been modified`,
    );
  }
}
