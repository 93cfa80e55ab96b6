'use client';
import { useSyncExternalStore } from 'react';

/** From here on form and text have room beside each other. */
const WIDE = '(min-width: 1100px)';

function subscribe(listen: () => void) {
  const media = window.matchMedia(WIDE);
  media.addEventListener('change', listen);
  return () => media.removeEventListener('change', listen);
}

export const useIsWide = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => window.matchMedia(WIDE).matches,
    () => true,
  );
