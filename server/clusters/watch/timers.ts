/** Tasks that repeat or wait until the watch stops; never two of the same at once. */
export function createTimers(signal: AbortSignal, onError: (error: unknown) => void) {
  const running = new Set<NodeJS.Timeout>();
  signal.addEventListener('abort', () => {
    for (const timer of running) clearTimeout(timer);
    running.clear();
  });
  const later = (ms: number, work: () => void) => {
    if (signal.aborted) return;
    const timer = setTimeout(() => {
      running.delete(timer);
      work();
    }, ms);
    running.add(timer);
  };
  const guarded = async (task: () => Promise<void>) => {
    try {
      await task();
    } catch (error) {
      if (!signal.aborted) onError(error);
    }
  };
  return {
    /** Runs at the first of the two: the event or the end of the time. */
    once(ms: number, event: Promise<void>, run: () => void) {
      const late = new Promise<void>((resolve) => later(ms, resolve));
      void Promise.race([event, late]).then(() => !signal.aborted && run());
    },
    every(ms: number, task: () => Promise<void>) {
      const again = () => void guarded(task).then(() => later(ms * (0.9 + Math.random() * 0.2), again));
      again();
    },
    debounced(ms: number, task: () => Promise<void>) {
      let state: 'idle' | 'waiting' | 'running' | 'again' = 'idle';
      const start = () => {
        state = 'waiting';
        later(ms, async () => {
          state = 'running';
          await guarded(task);
          const asked = (state as string) === 'again';
          state = 'idle';
          if (asked) start();
        });
      };
      return () => {
        if (state === 'idle') start();
        if (state === 'running') state = 'again';
      };
    },
  };
}
