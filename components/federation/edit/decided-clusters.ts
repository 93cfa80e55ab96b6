import type { Grounds, Obstacle } from '~/server/federation/model/decision';
import type { ApplicationPreview, PreviewedCluster } from '~/server/federation/model/preview';

/** One cluster of a preview, whether it was taken or not. */
export type DecidedCluster = {
  cluster: string;
  isTaken: boolean;
  does: PreviewedCluster['does'] | 'out';
  replicas: number | null;
  objects: PreviewedCluster['objects'] | undefined;
  problems: PreviewedCluster['problems'];
  room: PreviewedCluster['room'];
  grounds: Grounds | undefined;
  obstacle: Obstacle | undefined;
};

/** Those that are taken first, then those that are left, then those that were passed over, each by name. */
export function decidedClusters({ decision, clusters }: ApplicationPreview): DecidedCluster[] {
  const known = new Map(clusters.map((one) => [one.cluster, one]));
  const taken = decision.chosen.map(({ cluster, replicas, grounds }): DecidedCluster => {
    const { does = 'joins', objects, problems = [], room = null } = known.get(cluster) ?? {};
    return { cluster, isTaken: true, does, replicas, objects, problems, room, grounds, obstacle: undefined };
  });
  const obstacles = new Map(decision.passedOver.map(({ cluster, obstacle }) => [cluster, obstacle]));
  const left = clusters.filter(({ does }) => does === 'leaves');
  const gone = new Set(left.map(({ cluster }) => cluster));
  const others = [
    ...left.map((one) => ({ ...one, does: 'leaves' as const })),
    ...decision.passedOver
      .filter(({ cluster }) => !gone.has(cluster))
      .map(({ cluster }) => ({ cluster, does: 'out' as const, objects: undefined })),
  ].map(
    ({ cluster, does, objects }): DecidedCluster => ({
      ...{ cluster, does, objects, isTaken: false, replicas: null, problems: [], room: null },
      ...{ grounds: undefined, obstacle: obstacles.get(cluster) },
    }),
  );
  return [...taken, ...others];
}
