import type { Gap } from '~/server/clusters/model/inventory';
import { invalid } from '~/server/kernel/failure';
import type { Sight } from '~/server/teams/model/sight';
import { judgeLoss } from './core/judge-loss';
import type { Loss, LossInput } from './model/loss';
import type { LossSource } from './ports';

export type LossDeps = { losses: LossSource; gaps(sight: Sight): Promise<Gap[]> };

/** What would be gone with a place, on paper; members whose part may be old or missing are named. */
export async function readLoss({ losses, gaps }: LossDeps, sight: Sight, { lost, scope }: LossInput): Promise<Loss> {
  if (Object.values(lost).every((places) => places.length === 0)) throw invalid('lost', 'name what is lost');
  const [rows, holes] = await Promise.all([losses.rows(sight, lost, scope), gaps(sight)]);
  return { ...judgeLoss(rows), gaps: holes };
}
