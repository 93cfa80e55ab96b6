import { inParallel } from '~/server/kernel/in-parallel';
import type { DueToken } from '../ports';
import { type RenewDeps, renewToken } from '../renew-token';
import { createTimers } from './timers';

export type KeepTokens = RenewDeps & {
  holder: string;
  changed(cluster: string): void;
  onTrouble(detail: string, error: unknown): void;
  /** Milliseconds between looks at what is due. */
  lookEveryMs?: number;
};

const LOOK_EVERY_MS = 5_000;
const AT_ONCE = 8;
const MOST = 64;

/** Renews the tokens of the members that this process leases, until it is stopped. */
export function keepTokens(deps: KeepTokens): { stop(): Promise<void> } {
  const { tokens, clock, onTrouble, lookEveryMs = LOOK_EVERY_MS } = deps;
  const stopped = new AbortController();
  const timers = createTimers(stopped.signal, (error) => onTrouble('tokens that are due could not be read', error));
  let looking: Promise<unknown> = Promise.resolve();
  const renew = async (due: DueToken) => {
    if (stopped.signal.aborted) return;
    try {
      await renewToken(deps, due);
      deps.changed(due.name);
    } catch (error) {
      onTrouble(`the token of ${due.name} could not be renewed`, error);
    }
  };
  const look = async () => inParallel(AT_ONCE, await tokens.due(deps.holder, clock.now(), MOST), renew);
  timers.every(lookEveryMs, async () => {
    looking = look();
    await looking;
  });
  return {
    stop: async () => {
      stopped.abort();
      await Promise.allSettled([looking]);
    },
  };
}
