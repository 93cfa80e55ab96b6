import { at, isJson, type Json, json, list, text, whole } from '~/server/kernel/json';
import type { Patch } from '~/server/kube/member-client';
import type { Revision } from '../model/action';
import { containersOf } from './describe-object';
import { diffFields } from './diff-fields';
import { type ActionPlan, guarded } from './plan-action';

const REVISION = 'deployment.kubernetes.io/revision';
const CAUSE = 'kubernetes.io/change-cause';
const HASH = 'pod-template-hash';

/** The ReplicaSets of a Deployment, or the ControllerRevisions of a StatefulSet or DaemonSet, that are its own. */
export function ownRevisions(workload: Json, candidates: readonly Json[]): Json[] {
  const uid = at(workload, 'metadata', 'uid');
  return candidates.filter((candidate) =>
    list(at(candidate, 'metadata', 'ownerReferences')).some((owner) => isJson(owner) && owner['uid'] === uid),
  );
}

/** Revisions to go back to, the newest first. */
export function listRevisions(workload: Json, own: readonly Json[]): Revision[] {
  const isCurrent = currentOf(workload, own);
  const revisions = own.map((one) => ({
    revision: revisionOf(one),
    name: text(at(one, 'metadata', 'name')),
    createdAt: text(at(one, 'metadata', 'creationTimestamp')),
    images: containersOf(templateHolder(one)).map((container) => text(container['image'])),
    cause: text(json(at(one, 'metadata', 'annotations'))[CAUSE]),
    current: isCurrent(one),
  }));
  return revisions.filter(({ revision }) => revision > 0).toSorted((one, other) => other.revision - one.revision);
}

/** Back to a revision, or to the one before the current when none is said. */
export function planUndo(workload: Json, own: readonly Json[], wanted: number | null): ActionPlan {
  if (json(workload['spec'])['paused'] === true) return { kind: 'refused', said: 'is paused: resume it first' };
  const revisions = listRevisions(workload, own);
  const goal = wanted ?? revisions.find(({ current }) => !current)?.revision;
  const target = own.find((one) => revisionOf(one) === goal);
  if (goal === undefined || !target) return { kind: 'refused', said: 'has no such revision' };
  if (currentOf(workload, own)(target)) return { kind: 'nothing' };
  const before = at(workload, 'spec', 'template');
  const after = templateOf(target);
  const changes = diffFields(before, after, 'spec.template');
  if ('data' in target) {
    const version = text(at(workload, 'metadata', 'resourceVersion'));
    const body = { ...json(target['data']), metadata: { resourceVersion: version } };
    return { kind: 'patch', patch: { kind: 'strategic', body } satisfies Patch, changes };
  }
  return guarded(workload, [{ op: 'replace', path: '/spec/template', value: after }], changes);
}

const revisionOf = (one: Json): number =>
  'data' in one ? whole(one['revision']) : Number(json(at(one, 'metadata', 'annotations'))[REVISION] ?? 0) || 0;

const templateHolder = (one: Json): Json => ('data' in one ? json(one['data']) : one);

/** The template without what the Deployment's controller writes into its ReplicaSets. */
function templateOf(one: Json): Json {
  const { $patch: _directive, ...template } = json(at(templateHolder(one), 'spec', 'template'));
  const metadata = json(template['metadata']);
  const { [HASH]: _hash, ...labels } = json(metadata['labels']);
  return { ...template, metadata: { ...metadata, labels } };
}

/**
 * Tells the revision that the workload is at: the one of the same template. Only where none is the same does the workload's
 * own word count, because its controller writes that a moment later.
 */
function currentOf(workload: Json, own: readonly Json[]): (one: Json) => boolean {
  const template = at(workload, 'spec', 'template');
  const isSameTemplate = (one: Json) => diffFields(template, templateOf(one)).length === 0;
  return own.some(isSameTemplate) ? isSameTemplate : (one) => isNamed(workload, one);
}

/** A Deployment names its revision by number, others theirs by the ControllerRevision's name. */
function isNamed(workload: Json, one: Json): boolean {
  if (!('data' in one))
    return (
      json(at(workload, 'metadata', 'annotations'))[REVISION] === json(at(one, 'metadata', 'annotations'))[REVISION]
    );
  const current = text(at(workload, 'status', 'updateRevision')) || text(at(workload, 'status', 'currentRevision'));
  return current === text(at(one, 'metadata', 'name'));
}
