import type { Pace } from '~/server/kube/pace';
import { Ended } from './ended';

/** How many requests one member may have at once; who waits longer than `waitMs` is told that it is busy. */
export type Bound = { enter(signal?: AbortSignal): Promise<() => void> };

/** First come, first served. `enter` answers the function that leaves again; leaving twice counts once. */
export function createBound(pace: Pace, places: number, waitMs: number): Bound {
  const queue = new Set<() => void>();
  let free = places;

  const leaveOnce = () => {
    let isInside = true;
    return () => {
      if (!isInside) return;
      isInside = false;
      const [next] = queue;
      if (next) next();
      else free++;
    };
  };

  return {
    enter(signal) {
      if (signal?.aborted) return Promise.reject(new Ended('aborted', 'the caller went away'));
      if (free > 0) {
        free--;
        return Promise.resolve(leaveOnce());
      }
      return new Promise((resolve, reject) => {
        const settle = () => {
          queue.delete(admit);
          cancel();
          signal?.removeEventListener('abort', abort);
        };
        const admit = () => {
          settle();
          resolve(leaveOnce());
        };
        const abort = () => {
          settle();
          reject(new Ended('aborted', 'the caller went away'));
        };
        const cancel = pace.after(waitMs, () => {
          settle();
          reject(new Ended('busy', `${places} requests are under way and none ended within ${waitMs} ms`));
        });
        queue.add(admit);
        signal?.addEventListener('abort', abort, { once: true });
      });
    },
  };
}
