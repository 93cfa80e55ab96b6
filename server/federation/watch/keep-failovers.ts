import { type FailOverDeps, failOverAll } from '../fail-over';
import { keepLooking } from './keep-looking';

export type KeepFailovers = FailOverDeps & { onTrouble(detail: string, error: unknown): void };

const EVERY_MS = 5000;

/** Has applications leave clusters that failed, and come back, until it is stopped. */
export const keepFailovers = (deps: KeepFailovers): { stop(): Promise<void> } =>
  keepLooking({
    everyMs: EVERY_MS,
    look: () => failOverAll(deps, (name, error) => deps.onTrouble(`${name} could not fail over`, error)),
    onTrouble: (error) => deps.onTrouble('failovers could not be looked at', error),
  });
