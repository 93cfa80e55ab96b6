import { gravest } from '~/server/kernel/status';
import type { ApplicationRow } from '../model/row';
import type { Target } from '../model/target';
import type { KeptApplication } from '../ports/applications';

const sumOf = (targets: readonly Target[], key: 'ready' | 'wanted' | 'drifted') =>
  targets.reduce((sum, target) => sum + target[key], 0);

const countOf = (targets: readonly Target[], state: Target['state']) =>
  targets.filter((target) => target.state === state).length;

/** An application over those of its targets that are in sight. */
export const rowOf = (
  { name, team, isRemoving, revision }: Omit<KeptApplication, 'spec' | 'text'>,
  targets: readonly Target[],
): ApplicationRow => ({
  ...{
    name,
    team: team?.name ?? null,
    isRemoving,
    revision: revision.number,
    author: revision.author,
    savedAt: revision.createdAt,
  },
  status: gravest(targets.map(({ status }) => status)),
  clusters: targets.length,
  applied: countOf(targets, 'applied'),
  refused: countOf(targets, 'refused'),
  ready: sumOf(targets, 'ready'),
  wanted: sumOf(targets, 'wanted'),
  drifted: sumOf(targets, 'drifted'),
});
