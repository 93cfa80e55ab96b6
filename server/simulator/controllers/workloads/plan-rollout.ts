/** A revision of a deployment: how many pods it has been told to have, and how many of them are available. */
type RevisionSize = { wanted: number; available: number };

type Rollout = {
  replicas: number;
  current: RevisionSize;
  old: readonly RevisionSize[];
  maxSurge: number;
  maxUnavailable: number;
};
export type RolloutPlan = { current: number; old: number[] };

/**
 * The next sizes of a rolling update (the deployment controller's `rolling.go`): the new revision grows as far as the surge
 * allows, the old ones shrink as far as enough pods stay available; old pods that are not available go first.
 */
export function planRollout({ replicas, current, old, maxSurge, maxUnavailable }: Rollout): RolloutPlan {
  const total = current.wanted + sum(old.map(({ wanted }) => wanted));
  const grown =
    current.wanted >= replicas
      ? replicas
      : current.wanted + clamp(replicas + maxSurge - total, 0, replicas - current.wanted);
  const least = replicas - maxUnavailable;
  const available = current.available + sum(old.map((revision) => revision.available));
  const pending = Math.max(0, current.wanted - current.available);
  let spare = Math.max(0, total - least - pending);
  let surplus = Math.max(0, available - least);
  const shrunk = old.map((revision) => {
    const broken = Math.min(spare, revision.wanted - Math.min(revision.available, revision.wanted));
    spare -= broken;
    const healthy = Math.min(surplus, spare, revision.wanted - broken);
    surplus -= healthy;
    spare -= healthy;
    return revision.wanted - broken - healthy;
  });
  return { current: grown, old: shrunk };
}

/** `25%` or a number of pods; a surge is rounded up, what may be missing is rounded down. */
export function resolveShare(value: unknown, replicas: number, round: 'up' | 'down'): number {
  const percent = typeof value === 'string' && value.endsWith('%') ? Number(value.slice(0, -1)) : undefined;
  if (percent === undefined) return Number(value ?? 0);
  const share = (percent * replicas) / 100;
  return round === 'up' ? Math.ceil(share) : Math.floor(share);
}

const sum = (numbers: readonly number[]) => numbers.reduce((one, other) => one + other, 0);
const clamp = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);
