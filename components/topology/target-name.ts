import type { EditTarget } from '~/server/topology/model/places';

/** `cluster` or `cluster / node`. */
export const targetName = (target: EditTarget): string =>
  target.kind === 'Node' ? `${target.cluster} / ${target.name}` : target.cluster;
