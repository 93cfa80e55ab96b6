'use client';
import { useSyncExternalStore } from 'react';

const STEP_MS = 10_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, STEP_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

const step = () => Math.floor(Date.now() / STEP_MS) * STEP_MS;

/** The time in steps of ten seconds, from one timer for the whole page; null until the browser has taken over. */
export function useNow(): number | null {
  return useSyncExternalStore(subscribe, step, () => null);
}
