import { type AdvanceDeps, advanceRollouts } from '../advance-rollouts';
import { keepLooking } from './keep-looking';

export type KeepRollouts = AdvanceDeps & { onTrouble(detail: string, error: unknown): void };

const EVERY_MS = 2000;

/** Moves rollouts on, until it is stopped. */
export const keepRollouts = (deps: KeepRollouts): { stop(): Promise<void> } =>
  keepLooking({
    everyMs: EVERY_MS,
    look: () => advanceRollouts(deps),
    onTrouble: (error) => deps.onTrouble('rollouts could not be moved on', error),
  });
