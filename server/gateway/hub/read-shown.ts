import { createHash } from 'node:crypto';
import { viewerOf } from '~/server/federation/plan-application';
import type { WholeApplication } from '~/server/federation/ports/applications';
import type { PersonActor } from '~/server/teams/model/actor';
import { applicationObject } from './core/application-object';
import { clusterObject } from './core/cluster-object';
import type { HubObject } from './core/hub-object';
import type { HubKind } from './core/kinds';
import { readOverrideName } from './core/override-name';
import type { HubDoorDeps, Stamp, Standing } from './ports';
import { objectsOf } from './show';

/** What someone sees of a kind, in the order of names; `stamp` says where in its sequence this is. */
export type Shown = { objects: HubObject[]; stamp: Stamp };

/** Everything of a kind that is in sight, or what a name leads to. */
export async function readShown(deps: HubDoorDeps, actor: PersonActor, asked: HubKind, name?: string): Promise<Shown> {
  const { kind, plural } = asked;
  if (plural === 'clusters') return readClusters(deps, actor, name);
  const application = name !== undefined && kind === 'Override' ? readOverrideName(name)?.application : name;
  const { whole, stamp } = await readApplications(deps, actor, application, name === undefined);
  const objects = whole.flatMap((one) => {
    return objectsOf(asked, one).flatMap((object) => numbered(stamp, one.kept.id, object));
  });
  return {
    stamp,
    objects: inOrder(name === undefined ? objects : objects.filter((one) => one.metadata.name === name)),
  };
}

/** Applications as someone sees them, numbered by what they are to everyone. */
export async function readApplications(
  { federation, versions }: HubDoorDeps,
  actor: PersonActor,
  name: string | undefined,
  isAll: boolean,
): Promise<{ whole: WholeApplication[]; stamp: Stamp }> {
  const everything = { sight: 'all', teams: [] } as const;
  const read = async () => (isAll || name !== undefined ? federation.applications.whole(everything, name) : []);
  const { stamp, read: all } = await versions.stamp('applications', read, (found) => found.map(standingOf), isAll);
  const viewer = await viewerOf(federation, actor);
  if (viewer.sight === 'all') return { whole: all, stamp };
  return { whole: all.length === 0 ? [] : await federation.applications.whole(viewer, name), stamp };
}

async function readClusters(
  { clusters, versions, sights }: HubDoorDeps,
  actor: PersonActor,
  name?: string,
): Promise<Shown> {
  const { stamp, read } = await versions.stamp(
    'clusters',
    () => clusters.clusters('all'),
    (found) =>
      found.map((cluster) => {
        const digest = digestOf(clusterObject(cluster));
        return { uid: cluster.id, digest, written: digest, places: cluster.name };
      }),
    true,
  );
  const sight = await sights.of(actor.rights, 'clusters.list');
  const seen = sight === 'all' ? read : await clusters.clusters(sight);
  const objects = seen.flatMap((cluster) => numbered(stamp, cluster.id, clusterObject(cluster)));
  return {
    stamp,
    objects: inOrder(name === undefined ? objects : objects.filter((one) => one.metadata.name === name)),
  };
}

/** What is as new as no stamp knows is told with the next one. */
function numbered({ numbers }: Stamp, uid: string, object: HubObject): HubObject[] {
  const number = numbers.get(uid);
  return number ? [{ ...object, metadata: { ...object.metadata, resourceVersion: `${number.version}` } }] : [];
}

const inOrder = (objects: HubObject[]) => objects.toSorted((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));

function standingOf(one: WholeApplication): Standing {
  const { id, team, namespaces, newest, described, isRemoving, spec } = one.kept;
  return {
    uid: id,
    digest: digestOf({ object: applicationObject(one), described }),
    written: digestOf({ newest, described, isRemoving }),
    places: digestOf({
      ...{ team: team?.id, namespaces, clusters: one.targets.map(({ cluster }) => cluster) },
      rules: spec.overrides.map((rule) => rule.name),
    }),
  };
}

export const digestOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url');
