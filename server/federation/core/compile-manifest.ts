import { at, isSame, type Json, text } from '~/server/kernel/json';
import type { Candidate } from '../model/candidate';
import type { Manifest, Origin, OverrideProblem } from '../model/manifest';
import type { OverrideRule } from '../model/override';
import { applyOverrider } from './apply-overrider';
import { findChanges } from './find-changes';
import { findMismatch } from './find-obstacle';
import { PatchFault, pointerTo, valueAt } from './json-patch';

/** What makes an object the one it is; overrides differ in what it holds. */
const IDENTITY = ['/apiVersion', '/kind', '/metadata/name', '/metadata/namespace', '/metadata/uid'];
/** By these an object would be tied to what is not the application's. */
const TIES = ['/metadata/ownerReferences', '/metadata/finalizers', '/metadata/managedFields', '/status'];

/** Values of Secrets are not kept in an application, whichever way they would come into it. */
const SECRETS = ['/data', '/stringData'];

type Written = Origin & { rule: string; priority: number };

/**
 * What is applied of a template in one cluster: rules that mean both, the least priority first and by name within one. An
 * overrider that fails or changes what an object is leaves the manifest as it was, and is told.
 */
export function compileManifest(template: Json, rules: readonly OverrideRule[], cluster: Candidate): Manifest {
  const meant = rules
    .filter((rule) => !findMismatch(rule.targetCluster, cluster) && means(rule, template))
    .toSorted((a, b) => a.priority - b.priority || (a.name < b.name ? -1 : 1));
  const problems: OverrideProblem[] = [];
  const written = createLedger();
  let object = template;
  for (const [rule, overrider, one] of meant.flatMap((each) =>
    each.overriders.map((one, at) => [each, at, one] as const),
  )) {
    const from = { rule: rule.name, overrider };
    const step = tryOverrider(object, one, from);
    if ('problem' in step) problems.push(step.problem);
    else {
      for (const path of step.changes) problems.push(...written.write({ path, ...from, priority: rule.priority }));
      object = step.next;
    }
  }
  const origins = written
    .all()
    .filter(({ path }) => !isSame(valueAt(template, path), valueAt(object, path)))
    .map(({ path, rule, overrider }) => ({ path, rule, overrider }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return { object, origins, problems };
}

/** Who wrote what last; a write over another rule's is answered with what is to be said of it. */
function createLedger() {
  const written = new Map<string, Written>();
  return {
    all: () => [...written.values()],
    write: (one: Written): OverrideProblem[] => {
      const before = [...written.values()].find((other) => other.rule !== one.rule && touch(other.path, one.path));
      for (const path of written.keys()) if (isWithin(path, one.path)) written.delete(path);
      written.set(one.path, one);
      return before ? [clash(before, one)] : [];
    },
  };
}

function tryOverrider(
  object: Json,
  overrider: OverrideRule['overriders'][number],
  from: { rule: string; overrider: number },
): { next: Json; changes: string[] } | { problem: OverrideProblem } {
  try {
    const next = applyOverrider(object, overrider);
    const changes = findChanges(object, next);
    const fixed = [...IDENTITY, ...TIES, ...(object['kind'] === 'Secret' ? SECRETS : [])];
    const path = changes.find((change) => fixed.some((one) => touch(one, change)));
    if (path !== undefined) return { problem: { kind: 'identity', ...from, path } };
    return changes.length === 0 ? { problem: { kind: 'no-effect', ...from } } : { next, changes };
  } catch (error) {
    if (error instanceof PatchFault) return { problem: { kind: 'failed', ...from, why: error.message } };
    throw error;
  }
}

const clash = (before: Written, { path, rule, priority }: Written): OverrideProblem =>
  before.priority === priority
    ? { kind: 'conflict', path, rules: [before.rule, rule] }
    : { kind: 'overruled', path, rule: before.rule, by: rule };

function means({ resources }: OverrideRule, template: Json): boolean {
  const [apiVersion, kind, name] = [template['apiVersion'], template['kind'], text(at(template, 'metadata', 'name'))];
  if (resources.length === 0) return true;
  return resources.some((one) => one.apiVersion === apiVersion && one.kind === kind && (one.name ?? name) === name);
}

const isWithin = (path: string, outer: string) => path === outer || path.startsWith(pointerTo(outer, ''));
const touch = (one: string, other: string) => isWithin(one, other) || isWithin(other, one);
