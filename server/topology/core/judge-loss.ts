import { groupBy } from '~/server/kernel/group-by';
import type { Loss, LossOfCluster, LossVerdict, LostAddress, LostApplication, Room } from '../model/loss';
import type { AddressRow, LossRows, PlacedPods } from '../ports';

/** What a loss on paper takes with it, and whether what remains has room for what must move. */
export function judgeLoss({ pods, nodes, addresses }: LossRows): Omit<Loss, 'gaps'> {
  const applications = groupApplications(pods);
  const clusters = nodes.map((row) =>
    judgeCluster(
      row,
      pods.filter(({ cluster }) => cluster === row.cluster),
    ),
  );
  const dead = new Set(clusters.filter(({ whole }) => whole).map(({ cluster }) => cluster));
  return {
    applications,
    verdicts: countVerdicts(applications),
    addresses: judgeAddresses(
      addresses,
      dead,
      new Set(clusters.filter(({ lostNodes }) => lostNodes > 0).map(({ cluster }) => cluster)),
    ),
    clusters: clusters.filter(({ lostNodes }) => lostNodes > 0),
    moving: judgeMoving(clusters),
    unmeasuredPods: sum(pods.filter(isUnmeasured).map(({ lost }) => lost)),
  };
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
const isUnmeasured = ({ cpuRequestMillis, memoryRequestBytes }: PlacedPods) =>
  cpuRequestMillis === 0 && memoryRequestBytes === 0;
const NOTHING: Room = { cpuMillis: 0, memoryBytes: 0, pods: 0 };
const plus = (one: Room, other: Room): Room => ({
  cpuMillis: one.cpuMillis + other.cpuMillis,
  memoryBytes: one.memoryBytes + other.memoryBytes,
  pods: one.pods + other.pods,
});
const times = ({ cpuRequestMillis, memoryRequestBytes }: PlacedPods, count: number): Room => ({
  cpuMillis: cpuRequestMillis * count,
  memoryBytes: memoryRequestBytes * count,
  pods: count,
});
const minus = (one: Room, other: Room): Room => ({
  cpuMillis: Math.max(0, one.cpuMillis - other.cpuMillis),
  memoryBytes: Math.max(0, one.memoryBytes - other.memoryBytes),
  pods: Math.max(0, one.pods - other.pods),
});
const fits = (needs: Room, free: Room) =>
  needs.cpuMillis <= free.cpuMillis && needs.memoryBytes <= free.memoryBytes && needs.pods <= free.pods;

/** A DaemonSet's pods go with their node and need no other place. */
const moves = ({ kind }: PlacedPods) => kind !== 'DaemonSet';

function groupApplications(pods: PlacedPods[]): LostApplication[] {
  const groups = groupBy(pods, ({ namespace, kind, name }) => `${namespace}/${kind}/${name}`);
  const judged = [...groups.values()].flatMap((rows) => {
    const [first] = rows;
    const [total, lost] = [sum(rows.map((row) => row.total)), sum(rows.map((row) => row.lost))];
    if (!first || lost === 0) return [];
    const { namespace, kind, name } = first;
    const team = rows.find((row) => row.team !== null)?.team ?? null;
    const losing = rows.filter((row) => row.lost > 0).map(({ cluster }) => cluster);
    const keeping = rows.filter((row) => row.total > row.lost).map(({ cluster }) => cluster);
    return [{ namespace, kind, name, team, verdict: verdictOf(total, lost), pods: total, lost, losing, keeping }];
  });
  const gravity: LossVerdict[] = ['all', 'most', 'some'];
  return judged.toSorted(
    (one, other) =>
      gravity.indexOf(one.verdict) - gravity.indexOf(other.verdict) ||
      one.namespace.localeCompare(other.namespace) ||
      one.name.localeCompare(other.name),
  );
}

function verdictOf(total: number, lost: number): LossVerdict {
  if (lost >= total) return 'all';
  return lost * 2 >= total ? 'most' : 'some';
}

const countVerdicts = (applications: LostApplication[]): Loss['verdicts'] => {
  const count = (verdict: LossVerdict) => applications.filter((one) => one.verdict === verdict).length;
  return { all: count('all'), most: count('most'), some: count('some') };
};

function judgeCluster(row: LossRows['nodes'][number], pods: PlacedPods[]): LossOfCluster {
  const { cluster, health, nodes, lostNodes, left } = row;
  const needs = pods.filter(moves).reduce((room, one) => plus(room, times(one, one.lost)), NOTHING);
  const used = pods.reduce((room, one) => plus(room, times(one, one.total - one.lost)), NOTHING);
  const whole = lostNodes === nodes && nodes > 0;
  const free = whole ? NOTHING : minus(left, used);
  return { cluster, health, whole, nodes, lostNodes, needs, free, fits: whole || fits(needs, free) };
}

/** Clusters whose health is not known offer no room: what cannot be seen cannot be counted on. */
function judgeMoving(clusters: LossOfCluster[]): Loss['moving'] {
  const needs = clusters.filter(({ whole }) => whole).reduce((room, one) => plus(room, one.needs), NOTHING);
  const offering = clusters.filter(({ whole, health }) => !whole && (health === 'healthy' || health === 'degraded'));
  const free = offering.reduce((room, one) => plus(room, minus(one.free, one.needs)), NOTHING);
  return { needs, free, fits: fits(needs, free) };
}

function judgeAddresses(rows: AddressRow[], dead: Set<string>, touched: Set<string>): LostAddress[] {
  const key = ({ namespace, name }: AddressRow) => `${namespace}/${name}`;
  return rows
    .filter(({ cluster }) => touched.has(cluster))
    .map((row) => {
      const others = rows.filter(
        (one) => key(one) === key(row) && one.cluster !== row.cluster && !dead.has(one.cluster),
      );
      return { ...row, gone: dead.has(row.cluster), elsewhere: sum(others.map(({ addresses }) => addresses.length)) };
    })
    .toSorted((one, other) => Number(other.gone) - Number(one.gone) || one.cluster.localeCompare(other.cluster));
}
