import { randomUUID } from 'node:crypto';
import { DomainError } from '~/server/kernel/failure';
import { isInSight } from '~/server/teams/core/in-sight';
import { judgeTarget } from '../core/judge-target';
import { pageRows } from '../core/page-rows';
import { hasItAlready } from '../core/plan-target';
import type { Target } from '../model/target';
import type {
  ApplicationStore,
  KeptApplication,
  NewRevision,
  Viewer,
  WantedObject,
  WantedTarget,
} from '../ports/applications';
import { rowOf } from '../store/application-row';

type KeptTarget = Pick<
  Target,
  'cluster' | 'state' | 'revision' | 'appliedRevision' | 'replicas' | 'wave' | 'problems' | 'since'
> & {
  objects: WantedObject[];
  stands?: WantedObject[] | undefined;
};
type Kept = {
  head: Omit<KeptApplication, 'revision' | 'spec' | 'text'>;
  saved: NewRevision[];
  targets: Map<string, KeptTarget>;
};

/** Applications without a database; nothing is ever delivered but by `deliver`. `clusters`: names by id; `teams`: likewise. */
export function memoryApplications(
  clusters: ReadonlyMap<string, string>,
  teams: ReadonlyMap<string, string> = new Map(),
): ApplicationStore & { deliver(application: string, cluster: string): void } {
  const kept = new Map<string, Kept>();
  const now = () => new Date().toISOString();
  const byId = (id: string) => [...kept.values()].find(({ head }) => head.id === id);
  const isSeen = ({ sight, teams: own }: Viewer, { head, targets }: Kept) =>
    sight === 'all' ||
    own.includes(head.team?.id ?? '') ||
    [...targets.values()].some(({ cluster }) =>
      head.namespaces.some((namespace) => isInSight(sight, { cluster, namespace: namespace || undefined })),
    );
  const atRevision = ({ head, saved }: Kept, number: number): KeptApplication | undefined => {
    const found = saved[number - 1];
    if (!found) return undefined;
    const { author, reason, restores, spec, text } = found;
    return { ...head, spec, text, revision: { number, author: author.name, reason, restores, createdAt: now() } };
  };
  const requireBase = (name: string, base: number): Kept => {
    const found = kept.get(name);
    if (!found) throw new DomainError({ kind: 'not-found', what: 'application', name });
    if (found.head.newest === base) return found;
    throw new DomainError({ kind: 'stale', what: 'application', name, detail: `revision ${found.head.newest}` });
  };
  const withdrawFromOthers = ({ targets }: Kept, revision: number, named: ReadonlySet<string>) => {
    for (const [id, target] of targets)
      if (!named.has(id))
        targets.set(id, {
          ...{ ...target, stands: standing(target), state: 'withdrawing', revision },
          ...{ replicas: null, objects: [], wave: 0 },
        });
  };
  const bring = (application: Kept, revision: NewRevision) => {
    const { targets, head } = application;
    const named = new Set(revision.targets.map(({ clusterId }) => clusterId));
    withdrawFromOthers(application, head.newest, named);
    for (const target of revision.targets) {
      const cluster = clusters.get(target.clusterId) ?? '';
      targets.set(target.clusterId, broughtTo(head.newest, cluster, targets.get(target.clusterId), target));
    }
  };
  const teamOf = (id: string | null) => (id === null ? null : { id, name: teams.get(id) ?? '' });

  return {
    list: async (viewer, input) => {
      const rows = [...kept.values()]
        .filter((one) => isSeen(viewer, one) && one.head.name.includes(input.filter?.text ?? ''))
        .flatMap((one) => {
          const head = atRevision(one, one.head.newest);
          return head ? [rowOf(head, targetsIn(viewer, one))] : [];
        });
      return pageRows(rows, input);
    },
    placed: async (viewer, scope) =>
      [...kept.values()]
        .filter((one) => isSeen(viewer, one))
        .flatMap((one) => targetsIn(viewer, one).map((target) => ({ ...target, application: one.head.name })))
        .filter(({ cluster }) => !scope?.clusters.length || scope.clusters.includes(cluster))
        .map(({ application, cluster, status, state }) => ({
          ...{ application, cluster, status, state },
          ...{ region: null, zone: null },
        })),
    whole: async (viewer, name) =>
      [...kept.values()]
        .filter((one) => isSeen(viewer, one) && one.head.name === (name ?? one.head.name))
        .flatMap((one) => {
          const head = atRevision(one, one.head.newest);
          return head ? [{ kept: head, targets: targetsIn(viewer, one) }] : [];
        }),
    find: async (viewer, name, revision) => {
      const found = kept.get(name);
      return found && isSeen(viewer, found) ? atRevision(found, revision ?? found.head.newest) : undefined;
    },
    revisions: async (id) => {
      const found = byId(id);
      const numbers = found?.saved.map((_, index) => index + 1).toReversed() ?? [];
      return numbers.flatMap((number) => (found && atRevision(found, number)?.revision) ?? []);
    },
    targets: async (viewer, id) => {
      const found = byId(id);
      return found ? targetsIn(viewer, found) : [];
    },
    objects: async () => [],
    wanted: async (id) =>
      [...(byId(id)?.targets.values() ?? [])]
        .filter(({ state }) => state !== 'withdrawing')
        .map(({ cluster, replicas, objects }) => ({ cluster, replicas, objects }))
        .toSorted((a, b) => (a.cluster < b.cluster ? -1 : 1)),
    save: async (revision) => {
      const { name, base, team, namespaces } = revision;
      if (base === null && kept.has(name))
        throw new DomainError({ kind: 'conflict', what: 'application', name, detail: 'name-taken' });
      const before = base === null ? undefined : requireBase(name, base);
      const newest = (base ?? 0) + 1;
      const head = {
        ...{ id: before?.head.id ?? randomUUID(), name, team: teamOf(team), isRemoving: false },
        createdAt: before?.head.createdAt ?? now(),
        described: revision.described ?? before?.head.described ?? {},
      };
      const application: Kept = {
        head: { ...head, namespaces, newest },
        saved: [...(before?.saved ?? []), structuredClone(revision)],
        targets: before?.targets ?? new Map(),
      };
      kept.set(name, application);
      bring(application, revision);
      return newest;
    },
    describe: async (name, base, described) => {
      const found = requireBase(name, base);
      found.head = { ...found.head, described };
    },
    remove: async (name, base, author) => {
      const found = requireBase(name, base);
      const last = found.saved.at(-1);
      if (last) found.saved.push({ ...last, author, reason: '', restores: null, targets: [] });
      found.head = { ...found.head, newest: base + 1, isRemoving: true };
      withdrawFromOthers(found, base + 1, new Set());
      if (found.targets.size === 0) kept.delete(name);
    },
    deliver: (name, cluster) => {
      const found = kept.get(name);
      for (const [id, target] of found?.targets ?? []) {
        if (target.cluster !== cluster) continue;
        if (target.state === 'withdrawing') found?.targets.delete(id);
        else found?.targets.set(id, { ...target, state: 'applied', appliedRevision: target.revision });
      }
      if (found?.head.isRemoving && found.targets.size === 0) kept.delete(name);
    },
  };
}

const standing = (target: KeptTarget | undefined) => (target?.state === 'applied' ? target.objects : target?.stands);

/** What a cluster's target is once it has been brought to a revision, after whatever it was before. */
function broughtTo(
  revision: number,
  cluster: string,
  before: KeptTarget | undefined,
  { replicas, objects, wave }: WantedTarget,
): KeptTarget {
  const stands = standing(before);
  const shared = { cluster, replicas, objects, revision, problems: [], since: new Date().toISOString() };
  return hasItAlready(stands, { objects })
    ? { ...shared, state: 'applied', wave: -1, appliedRevision: revision }
    : { ...shared, state: 'waiting', wave: wave ?? 0, appliedRevision: before?.appliedRevision ?? null, stands };
}

const targetsIn = ({ sight }: Viewer, { targets }: Kept): Target[] =>
  [...targets.values()]
    .filter(({ cluster }) => isInSight(sight, { cluster, some: true }))
    .toSorted((a, b) => (a.cluster < b.cluster ? -1 : 1))
    .map(({ objects: _, stands: _stands, ...target }) => ({
      ...{ ...target, ready: 0, wanted: 0, objects: 0, drifted: 0, asOf: null },
      ...judgeTarget({ ...target, object: null, cluster: 'healthy' }),
    }));
