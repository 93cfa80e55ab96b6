import { isSame } from '~/server/kernel/json';
import type { WantedObject, WantedTarget } from '../ports/applications';

/**
 * Whether a cluster has a new revision without anything being sent to it: all that it is to have stands there as it was applied.
 * So a change of an override, or of the placement, moves only the clusters that it means, and drift is not reverted by the way.
 * `standing`: the objects that stand there whole, if any do.
 */
export const hasItAlready = (
  standing: readonly WantedObject[] | null | undefined,
  { objects }: Pick<WantedTarget, 'objects'>,
): boolean =>
  standing != null &&
  isSame(
    standing.map(({ object }) => object),
    objects.map(({ object }) => object),
  );
