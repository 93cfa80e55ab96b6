'use client';
import { useSyncExternalStore } from 'react';

type Notice = { title: string; detail?: string; tone?: 'done' | 'failed' };

const listeners = new Set<() => void>();
let asked = false;

/** A short word at the edge of the page about what was just done; the library arrives with the first one. */
export async function notify({ title, detail, tone = 'done' }: Notice): Promise<void> {
  asked = true;
  for (const listener of listeners) listener();
  const { toast } = await import('sonner');
  const options = detail === undefined ? {} : { description: detail };
  if (tone === 'failed') toast.error(title, options);
  else toast.success(title, options);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether anything was said yet: until then nothing needs to be there to show it. */
export function useHasNotices(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => asked,
    () => false,
  );
}
