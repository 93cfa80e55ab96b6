import { isSame } from '~/server/kernel/json';
import type { TargetState } from '../model/target';
import type { WantedTarget } from '../ports/applications';

/**
 * Whether a cluster has a new revision without anything being sent to it: all that it is to have stands there as it was applied.
 * So a change of an override, or of the placement, moves only the clusters that it means, and drift is not reverted by the way.
 */
export const hasItAlready = (
  before: { state: TargetState; objects: WantedTarget['objects'] } | undefined,
  { objects }: Pick<WantedTarget, 'objects'>,
): boolean =>
  before?.state === 'applied' &&
  isSame(
    before.objects.map(({ object }) => object),
    objects.map(({ object }) => object),
  );
